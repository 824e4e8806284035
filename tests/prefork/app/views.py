"""The site's pages. Each does what such pages do: queries, templates, numbers, signatures."""

from __future__ import annotations

import gc
import os
import sys

import boto3
import jinja2
import pandas
from botocore.config import Config
from django.contrib.auth.models import User
from django.db.models import Avg, Count, Sum
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines

from app import orders, tasks
from app.models import Category, Product

storage = boto3.client(
    "s3",
    region_name="eu-west-1",
    aws_access_key_id="none",
    aws_secret_access_key="none",
    config=Config(signature_version="s3v4"),
)

invoice_page = jinja2.Environment(autoescape=True).from_string("""\
<!doctype html><title>Invoice of {{ customer }}</title>
{% macro money(value) %}<td class="money">{{ "%.2f"|format(value) }}</td>{% endmacro %}
{% for order in orders %}<h2>{{ order.placed }}</h2><table>
{% for product, quantity, price in order.lines %}<tr class="{{ loop.cycle('odd', 'even') }}"><td>{{ product }}</td>
<td>{{ quantity }}</td>{{ money(price) }}{{ money(price * quantity) }}</tr>
{% else %}<tr><td>nothing</td></tr>{% endfor %}</table><p>{{ order.total|round(2) }}</p>{% endfor %}
<p>In all {{ orders|sum(attribute="total")|round(2) }}</p>""")

catalogue_page = engines["django"].from_string("""\
<!doctype html><title>Catalogue</title>{% regroup products by category as groups %}
{% for group in groups %}<h2>{{ group.grouper.name|title }}</h2><ul>
{% for product in group.list %}<li class="{% cycle 'odd' 'even' %}">{{ product.name }}:
{{ product.price|floatformat:2 }}{% if product.stock == 0 %} (sold out){% endif %},
{{ product.added|date:"j F Y" }}</li>
{% empty %}<li>nothing</li>{% endfor %}</ul>{% endfor %}
{% for category in totals %}
<p>{{ category.name }}: {{ category.count }}, {{ category.mean|floatformat:2 }}</p>{% endfor %}
""")


def logged_in(get_response):
    """Middleware: whoever asks is the administrator."""
    administrator = []

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/admin/") and not request.path.startswith("/admin/login/"):
            if not administrator:
                administrator.append(User.objects.get(username="admin"))
            request.user = administrator[0]
        return get_response(request)

    return answer


def catalogue(request: HttpRequest) -> HttpResponse:
    products = Product.objects.select_related("category").order_by("category__name", "name")[:60]
    totals = Category.objects.annotate(count=Count("products"), mean=Avg("products__price"), all=Sum("products__stock"))
    return HttpResponse(catalogue_page.render({"products": products, "totals": totals}, request))


def invoice(request: HttpRequest, customer: int) -> HttpResponse:
    return HttpResponse(invoice_page.render(customer=customer, orders=orders.of_customer(customer)))


def customer_orders(request: HttpRequest, customer: int) -> JsonResponse:
    return JsonResponse({"customer": customer, "orders": orders.of_customer(customer), "cities": orders.by_city()})


def report(request: HttpRequest) -> JsonResponse:
    frame = pandas.DataFrame(orders.lines(), columns=["placed", "city", "quantity", "price"])
    frame["value"] = frame.quantity * frame.price
    frame["month"] = pandas.to_datetime(frame.placed).dt.month
    table = frame.pivot_table(index="month", columns="city", values="value", aggfunc="sum").round(2).fillna(0)
    best = frame.groupby("city").value.agg(["mean", "max", "count"]).round(2)
    return JsonResponse({"months": table.to_dict(), "cities": best.to_dict()})


def download(request: HttpRequest, name: str) -> JsonResponse:
    """A signed link, and what it costs, which a task works out here and now."""
    link = storage.generate_presigned_url("get_object", Params={"Bucket": "shop", "Key": name}, ExpiresIn=600)
    return JsonResponse({"link": link, "price": tasks.price_of.apply(args=(3, 9.99), kwargs={"discount": 0.1}).get()})


def worker(request: HttpRequest) -> JsonResponse:
    """What the process that answers looks like."""
    import andiron

    return JsonResponse(
        {
            "process": os.getpid(),
            "parent": os.getppid(),
            "collector": gc.isenabled(),
            "frozen": gc.get_freeze_count(),
            "references": sys.getrefcount(Product),
            "compiled": len(andiron.stats().compiled),
            "sum": tasks.hot(100_000),
            "hot": andiron.is_compiled(tasks.hot.run),
        }
    )
