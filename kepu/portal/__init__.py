"""Portal (门户): the public home of the site."""
