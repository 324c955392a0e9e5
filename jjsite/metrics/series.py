"""What each process counts, named as it is written."""

# So many seconds at most; what took longer stands under the last.
BUCKETS = ["0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "+Inf"]
CLASSES = ["1xx", "2xx", "3xx", "4xx", "5xx"]
FOUND = ["hit", "miss", "passed"]


def requests(status_class: str) -> str:
    return f'jjsite_requests_total{{class="{status_class}"}}'


def bucket(most: str) -> str:
    return f'jjsite_request_seconds_bucket{{le="{most}"}}'


def pages(found: str) -> str:
    return f'jjsite_page_cache_requests_total{{found="{found}"}}'


SECONDS, COUNT = "jjsite_request_seconds_sum", "jjsite_request_seconds_count"
KEPT_BYTES, KEPT_PAGES = "jjsite_page_cache_bytes", "jjsite_page_cache_entries"

COUNTERS = [*map(requests, CLASSES), *map(bucket, BUCKETS), SECONDS, COUNT, *map(pages, FOUND)]
GAUGES = [KEPT_BYTES, KEPT_PAGES]

# (name, kind, what it says), in the order of the report
FAMILIES = [
    ("jjsite_requests_total", "counter", "Requests by class of the answer's status."),
    ("jjsite_request_seconds", "histogram", "Seconds until an answer began."),
    ("jjsite_page_cache_requests_total", "counter", "Requests by whether the page was kept; passed: never is."),
    (KEPT_BYTES, "gauge", "Bytes of the pages that are kept, in all processes."),
    (KEPT_PAGES, "gauge", "Pages that are kept, in all processes."),
]
