"""The site for ASGI servers."""

from app.site import set_up

set_up()

from django.core.handlers.asgi import ASGIHandler  # noqa: E402

application = ASGIHandler()
