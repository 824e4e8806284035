from django.contrib import admin
from django.urls import path

from app import views

urlpatterns = [
    path("", views.catalogue),
    path("admin/", admin.site.urls),
    path("invoice/<int:customer>/", views.invoice),
    path("orders/<int:customer>/", views.customer_orders),
    path("report/", views.report),
    path("download/<str:name>/", views.download),
    path("worker/", views.worker),
]
