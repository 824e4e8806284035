"""The site for WSGI servers."""

from app.site import set_up

set_up()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402

application = WSGIHandler()
