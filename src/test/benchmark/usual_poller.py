#!/usr/bin/env python3
"""The poller that is usually written: boto3's paginator, deduplication by event id, SQLite.

It understands nothing and makes no findings: it is what the product is measured against (docs/benchmarks.md).
Arguments: database file, first account, number of accounts. Prints how many events it has stored, now and then.
"""

import sqlite3
import sys
from datetime import datetime, timedelta, timezone

import boto3

NAMES = ("DeleteSigningCertificate", "RemoveClientIDFromOpenIDConnectProvider")
SAY_EVERY = 5_000


def open_store(path):
    store = sqlite3.connect(path, isolation_level=None)
    store.execute("pragma journal_mode = wal")
    store.execute("pragma synchronous = normal")
    store.execute("create table if not exists event (id text primary key, name text, at integer, record text)")
    return store


def client_of(account):
    credentials = boto3.client("sts").assume_role(
        RoleArn=f"arn:aws:iam::{account}:role/watch", RoleSessionName="poller"
    )["Credentials"]
    return boto3.client(
        "cloudtrail",
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
    )


def pages(client, name, start, end):
    return client.get_paginator("lookup_events").paginate(
        LookupAttributes=[{"AttributeKey": "EventName", "AttributeValue": name}],
        StartTime=start,
        EndTime=end,
        PaginationConfig={"PageSize": 50},
    )


def store_page(store, events):
    rows = [(e["EventId"], e["EventName"], int(e["EventTime"].timestamp()), e["CloudTrailEvent"]) for e in events]
    store.execute("begin")
    new = store.executemany("insert or ignore into event values (?, ?, ?, ?)", rows).rowcount
    store.execute("commit")
    return new


def main(path, first_account, accounts):
    store = open_store(path)
    end = datetime.now(timezone.utc).replace(microsecond=0)
    start = end - timedelta(days=7)
    stored = said = 0
    for account in range(first_account, first_account + accounts):
        client = client_of(account)
        for name in NAMES:
            for page in pages(client, name, start, end):
                stored += store_page(store, page["Events"])
                if stored - said >= SAY_EVERY:
                    said = stored
                    print(stored, flush=True)
    print(stored, flush=True)


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
