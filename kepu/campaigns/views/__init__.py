"""The pages of campaigns: for everybody, and for those who run them."""
