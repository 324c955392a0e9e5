from django.urls import reverse


def test_the_index_is_ordered_by_what_editors_do(desk):
    response = desk.get(reverse("admin:index"))

    assert [(app["name"], [model["name"] for model in app["models"]]) for app in response.context["app_list"]] == [
        ("News", ["Articles", "Claims"]),
        ("Episodes", ["Episodes", "Seasons", "Sections", "Milestones", "Albums", "Releases", "Connections"]),
        ("People", ["People", "Characters", "Identities"]),
        ("Reviews", ["Reviews", "Scores", "Nominations"]),
        ("Sources", ["Sources", "Discrepancies", "Publications"]),
        ("Pictures", ["Pictures"]),
        ("Accounts", ["Users", "Groups"]),
    ]
    assert "<title>The desk | Jessica Jones Casebook</title>" in response.content.decode()
