"""Submissions (报送): works, their files, how they are handed in, returned, passed."""
