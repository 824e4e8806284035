"""An application of the size of a real one: Django with its admin, SQLAlchemy, pandas, celery, boto3, jinja2.

`app.wsgi:application` and `app.asgi:application` are the site; `PATHS` are requests that do real work, `LIGHT` three of
them. Django's data are in a file that the first process makes, SQLAlchemy's in memory; nothing else is read or called.
"""

#: Requests that do real work, one for each kind of page.
PATHS = [
    "/",
    "/invoice/3/",
    "/orders/5/",
    "/report/",
    "/download/song.mp3/",
    "/admin/",
    "/admin/login/",
    "/admin/shop/product/",
    "/admin/shop/product/?q=lamp&category__id__exact=2",
    "/admin/shop/product/7/change/",
]

LIGHT = ["/", "/orders/5/", "/admin/login/"]
