#!/usr/bin/env python3
"""What to do about one finding of tamperwatch: python3 FILE --help

It changes nothing without asking, and nothing in another account than the finding's.
"""
import argparse
import builtins
import getpass
import json
import os
import sys

import boto3 as sdk

# ---- The finding.
@FACTS@

# ---- What the steps need; None is not known and is asked for, or given with --set or --file.
@VALUES@

# ---- The frame: the same for every finding.
INPUTS = @INPUTS@
LOOKS = @LOOKS@
READING = ('get', 'head', 'list', 'describe', 'lookup', 'generate')
PLAIN = ('meta', 'exceptions', 'can_paginate', 'close')
HIDDEN = ('Password', 'PrivateKey')


def say(*words):
    print(*words, file=sys.stderr)


def stop(why):
    raise SystemExit(f'STOPPED: {why}')


def print(*words, **options):
    """What would be taken back has not been done yet while calls are only shown."""
    if Frame.mode == 'run' or not str(words[0]).startswith('to take it back: '):
        builtins.print(*words, **options)


class Assigned:
    """Stands for what AWS would answer to a call that is only shown."""

    def __getitem__(self, name):
        return self

    def __str__(self):
        return 'assigned-by-aws'


def shown(request):
    hidden = {name: '***' if name in HIDDEN else value for name, value in request.items()}
    text = json.dumps(hidden, default=str)
    return text if len(text) <= 600 else f'{text[:600]}...({len(text)} characters)'


class Client:
    """A client that shows each call that changes something before it makes it."""

    def __init__(self, service, **options):
        self._service = service
        self._client = sdk.client(service, **options)

    def __getattr__(self, name):
        member = getattr(self._client, name)
        if name in PLAIN or name.split('_')[0] in READING:
            return member

        def change(**request):
            say(f'  {self._service}.{name}', shown(request))
            return Assigned() if Frame.mode == 'show' else member(**request)

        return change


class boto3:
    """What the steps know under this name."""

    client = Client


class Frame:
    mode = 'run'
    unknown = []
    options = None
    told = False
    typed = set()


def need(name, kind, what):
    """Stops, or asks where somebody is there to answer, when a value is not known."""
    if globals()[name] is not None:
        return
    if Frame.mode == 'show':
        say(f'  {name} is not known. {what}')
        Frame.unknown.append(name)
        globals()[name] = f'<{name}>'
        return
    if kind == 'file':  # a terminal hands over one line: the others would answer the next questions
        stop(f'{name} is not known. {what} It has several lines: give it with --file {name}=FILE.')
    if not sys.stdin.isatty():
        stop(f'{name} is not known. {what} Give it with --set {name}=VALUE or --file {name}=FILE.')
    say(f'{name}: {what}')
    answer = getpass.getpass('') if kind == 'secret' else input()
    if not answer:
        stop(f'{name} is needed.')
    give(name, answer)
    Frame.typed.add(name)


def own(name):
    """A value of one step: what was typed in for it is not taken for the next one."""
    value = globals()[name]
    if name in Frame.typed:
        Frame.typed.remove(name)
        globals()[name] = None
    return value


def give(name, text):
    form = INPUTS.get(name)
    if form is None:
        stop(f'no such value: {name}; there are {", ".join(INPUTS) or "none"}')
    values = {'text': lambda: text, 'plain': lambda: text, 'list': text.split, 'json': lambda: json.loads(text)}
    globals()[name] = values[form]()


def keep(path, text):
    """Writes a file that must not be there yet and that only its owner may read."""
    if Frame.mode == 'show':
        return
    with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), 'w', encoding='utf-8') as out:
        out.write(text + '\n')
    say(f'  written to {path}: hand it over on a safe channel, then delete it')


def is_chosen(step_id, purpose):
    named = Frame.options.step
    return (step_id in named or purpose in named) if named else purpose in ('undo', 'verify')


def is_sure():
    if Frame.options.yes:
        return True
    if not sys.stdin.isatty():
        stop('nobody is there to answer: name --yes to go on, or --dry-run to look.')
    print('Do it? [y/N] ', end='', file=sys.stderr, flush=True)
    return input().strip().lower() in ('y', 'yes')


def show(function, changes):
    Frame.mode = 'show'
    if changes:
        say('It would call:')
    try:
        function()
    except Exception as why:  # a look may fail for want of a value that is not known yet
        say('  What comes after this cannot be shown:', ascii(why))
    Frame.mode = 'run'
    for name in Frame.unknown:
        globals()[name] = None
    Frame.unknown = []


def step(function, step_id, purpose, title, rollback, not_undone):
    if Frame.options.list:
        print(f'{purpose:8} {step_id:36} {title}')
        return
    if not is_chosen(step_id, purpose):
        return
    say()
    say(f'== {purpose}: {title} ({step_id})')
    if purpose == 'undo' and LOOKS and not Frame.told:
        say(LOOKS)
        Frame.told = True
    if not_undone:
        say('Not undone by it:', not_undone)
    if Frame.options.dry_run or (rollback and not Frame.options.yes):
        show(function, rollback)
    if Frame.options.dry_run:
        return
    if rollback and not is_sure():
        say('Left out.')
        return
    function()
    if rollback:
        say('To take it back:', rollback)


def options(step_ids):
    parser = argparse.ArgumentParser(
        allow_abbrev=False,
        description='Without options: goes through the undo and verify steps and asks before each change.',
        epilog="Credentials, Region and endpoint are boto3's own.")
    parser.add_argument(
        '--step', action='append', default=[], metavar='STEP',
        choices=[*step_ids, 'contain', 'undo', 'verify', 'prevent'],
        help='only this step, by its id, or all steps of contain, undo, verify or prevent; may be repeated. Steps of'
             ' contain and prevent can lock people and programs out: they run only when named.')
    parser.add_argument('--yes', action='store_true', help='asks nothing: undo and verify, or the steps that are named')
    parser.add_argument('--dry-run', action='store_true', help='only shows which calls would be made')
    parser.add_argument('--list', action='store_true', help='lists the steps')
    parser.add_argument(
        '--set', action='append', default=[], metavar='NAME=VALUE', help='a value that is not known, or another one')
    parser.add_argument('--file', action='append', default=[], metavar='NAME=FILE', help='the same, from a file')
    return parser.parse_args()


def pair(text):
    name, equals, value = text.partition('=')
    if not equals:
        stop(f'NAME=VALUE is required, not {text}')
    return name, value


def begin():
    for name, value in map(pair, Frame.options.set):
        give(name, value)
    for name, path in map(pair, Frame.options.file):
        with open(path, encoding='utf-8') as source:
            give(name, source.read().rstrip('\n'))
    if Frame.options.list:
        return
    if REGION:
        os.environ['AWS_REGION'] = os.environ['AWS_DEFAULT_REGION'] = REGION
    if not ACCOUNT_ID:
        stop('the finding does not say which account it is of; add its twelve digits at ACCOUNT_ID above.')
    account = sdk.client('sts').get_caller_identity()['Account']
    if account != ACCOUNT_ID:
        stop(f'these credentials are of account {account}, the finding is of account {ACCOUNT_ID}.')
    say(f'Account {ACCOUNT_ID}, finding {json.dumps(FINDING_ID)}')
    for note in NOTES:
        say(note)


# ---- The steps.
@FUNCTIONS@


# ---- Go.
NOTES = @NOTES@
CALLS = [
@CALLS@
]

if __name__ == '__main__':
    Frame.options = options([call[1] for call in CALLS])
    begin()
    for call in CALLS:
        step(*call)
    if not (Frame.options.list or Frame.options.dry_run):
        say()
        say('Done.')
