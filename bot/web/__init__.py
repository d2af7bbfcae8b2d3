"""Web pages and API: the only package that knows Sanic and Jinja."""
