"""Sets the site up: settings, then the data."""

from __future__ import annotations

import datetime
import os
import random

import django


def set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "app.settings")
    django.setup()
    from django.conf import settings

    if not settings.DATABASE.exists():
        fill(settings)
    from app import orders

    orders.fill()
    # The pages and all they import, before any worker is forked.
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018


def fill(settings) -> None:
    """Makes the database under another name first: several processes may find it missing."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection

    from app.models import Category, Product

    unfinished = f"{settings.DATABASE}.{os.getpid()}"
    connection.settings_dict["NAME"] = unfinished
    call_command("migrate", run_syncdb=True, verbosity=0)
    User.objects.create_superuser("admin", "admin@example.com", "admin")
    chance = random.Random(0)
    words = ["lamp", "chair", "table", "rug", "shelf", "clock", "vase", "mirror"]
    categories = [Category.objects.create(name=f"{word} things") for word in words]
    Product.objects.bulk_create(
        Product(
            name=f"{chance.choice(words)} {number}",
            category=chance.choice(categories),
            price=chance.randrange(100, 99900) / 100,
            stock=chance.randrange(5),
            added=datetime.date(2024, 1, 1) + datetime.timedelta(days=chance.randrange(365)),
        )
        for number in range(200)
    )
    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASE
    os.replace(unfinished, settings.DATABASE)
