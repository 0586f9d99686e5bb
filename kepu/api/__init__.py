"""API (接口): the library and the campaigns as JSON, for anybody's program to read."""
