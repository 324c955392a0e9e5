from django import template

from ..dates.moments import in_zone

register = template.Library()

# {{ revision.at|in_zone }}
register.filter(in_zone)
