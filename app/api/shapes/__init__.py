"""What requests and answers look like, for checking and for OpenAPI: a module a resource."""
