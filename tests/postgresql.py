"""Where do the tests find a PostgreSQL? Prints the address of one that answers, or says on standard error why not.

`python -m tests.postgresql` is asked by `make test`. With CI=true the tests must not do without.
"""

import os
import sys

import psycopg

MAY_CREATE = "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user"


def candidates() -> list[str]:
    if named := os.environ.get("DATABASE_URL"):
        return [named]
    # libpq fills in what is missing from PGHOST, PGPORT, PGUSER, PGPASSWORD … The tests make a database of their own.
    usual = "postgresql:///jjsite"
    if {"PGHOST", "PGPORT", "PGUSER", "PGSERVICE"} & os.environ.keys():
        return [usual]
    return [usual, "postgresql://postgres@127.0.0.1/jjsite"]


def problem_with(url: str) -> str:
    """Why the tests cannot use this server, or nothing."""
    try:
        with psycopg.connect(url, dbname="postgres", connect_timeout=3) as connection:
            (may_create,) = connection.execute(MAY_CREATE).fetchone()
    except psycopg.Error as error:
        return " ".join(str(error).split())
    return "" if may_create else "the role may not create databases"


def main() -> None:
    problems = []
    for url in candidates():
        problem = problem_with(url)
        if not problem:
            print(url)
            return
        problems.append(problem)
    print("No tests on PostgreSQL:", *problems, sep="\n  ", file=sys.stderr)
    if os.environ.get("CI") == "true":
        sys.exit("CI=true: they may not be skipped.")


if __name__ == "__main__":
    main()
