"""Places (地方): the administrative places of the country and their tree."""
