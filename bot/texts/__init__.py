"""Every fixed sentence of the service and the pages, in Dutch."""
