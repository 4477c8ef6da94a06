# What to do about one finding of tamperwatch: bash FILE --help
# It changes nothing without asking, and nothing in another account than the finding's.
( # a shell of its own: pasted into a terminal, it does not close it
set -euo pipefail

# ---- The finding. Values are JSON texts in quotes: whatever a name holds, it is no command here.
@FACTS@

# ---- What the steps need; '' is not known and is asked for, or given with --set or --file.
@VALUES@

# ---- The frame: the same for every finding.
INPUTS=@INPUTS@
STEPS=@STEPS@
LOOKS=@LOOKS@
mode=run chosen_steps='' yes='' what=run

say() { printf '%s\n' "$*" >&2; }
stop() {
  say "STOPPED: $*"
  exit 1
}

usage() {
  cat >&2 << 'USAGE'
usage: bash FILE [options]
  Without options: goes through the undo and verify steps and asks before each change.
  --step STEP        only this step, by its id, or all steps of contain, undo, verify or prevent; may be repeated.
                     Steps of contain and prevent can lock people and programs out: they run only when named.
  --yes              asks nothing: undo and verify, or the steps that are named
  --dry-run          only shows which calls would be made
  --list             lists the steps
  --set NAME=VALUE   a value that is not known, or another one
  --file NAME=FILE   the same, from a file
  --help             this
Credentials, Region and endpoint are the AWS CLI's own.
USAGE
}

# text as JSON text, as the values above are
json_text() {
  local text=$1
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  text=${text//$'\n'/\\n}
  text=${text//$'\r'/\\r}
  text=${text//$'\t'/\\t}
  text=${text//\'/\\u0027}
  text=${text//\`/\\u0060}
  printf '"%s"' "$text"
}

# words as a JSON list of texts
json_list() {
  local words=() word list=''
  read -r -d '' -a words <<< "$1" || true
  for word in ${words[@]+"${words[@]}"}; do list="$list${list:+,}$(json_text "$word")"; done
  printf '[%s]' "$list"
}

give() { # NAME VALUE
  local known form=''
  for known in $INPUTS; do
    case "$known" in "$1":*) form=${known#*:} ;; esac
  done
  case "$form" in
    text) printf -v "$1" '%s' "$(json_text "$2")" ;;
    list) printf -v "$1" '%s' "$(json_list "$2")" ;;
    json | plain) printf -v "$1" '%s' "$2" ;;
    *) stop "no such value: $1; there are ${INPUTS:-none}" ;;
  esac
}

# stops, or asks where somebody is there to answer, when a value is not known
need() { # NAME secret|file|"" WHAT
  local answer
  [ -z "${!1}" ] || return 0
  if [ "$mode" = show ]; then
    say "  $1 is not known. $3"
    printf -v "$1" '%s' "\"<$1>\""
    return 0
  fi
  # a terminal hands over one line: the others would answer the next questions, or end up in the shell and its history
  [ "$2" != file ] || stop "$1 is not known. $3 It has several lines: give it with --file $1=FILE."
  [ -t 0 ] || stop "$1 is not known. $3 Give it with --set $1=VALUE or --file $1=FILE."
  say "$1: $3"
  if [ "$2" = secret ]; then
    read -r -s answer
  else
    read -r answer
  fi
  [ -n "$answer" ] || stop "$1 is needed."
  give "$1" "$answer"
}

# a step's commands call this: what only reads is called at once, what changes something is shown first
aws() {
  local word line=''
  case "$2" in
    get-* | head-* | list-* | describe-* | lookup-* | generate-* | validate-*)
      command aws "$@"
      return
      ;;
  esac
  for word in "$@"; do
    [ ${#word} -le 600 ] || word="${word:0:600}...(${#word} characters)"
    case "$word" in
      *[!A-Za-z0-9_./:=-]*) line="$line '$word'" ;;
      *) line="$line $word" ;;
    esac
  done
  say "  aws$line"
  if [ "$mode" = show ]; then
    case " $* " in *' --query '*) echo assigned-by-aws ;; esac
    return 0
  fi
  command aws "$@"
}

# what would be taken back has not been done yet while calls are only shown
echo() {
  case "$mode ${1-}" in 'show to take it back: '*) return 0 ;; esac
  builtin echo "$@"
}

# a file that must not be there yet and that only its owner may read
keep() { # FILE TEXT
  [ "$mode" != show ] || return 0
  (umask 077; set -o noclobber; printf '%s\n' "$2" > "$1") || stop "cannot write the new file $1"
  say "  written to $1: hand it over on a safe channel, then delete it"
}

is_chosen() { # ID PURPOSE
  if [ -z "$chosen_steps" ]; then
    case "$2" in
      undo | verify) return 0 ;;
      *) return 1 ;;
    esac
  fi
  case " $chosen_steps " in
    *" $1 "* | *" $2 "*) return 0 ;;
  esac
  return 1
}

sure() {
  local answer=''
  [ -z "$yes" ] || return 0
  [ -t 0 ] || stop 'nobody is there to answer: name --yes to go on, or --dry-run to look.'
  printf '%s [y/N] ' "$1" >&2
  read -r answer || true
  case "$answer" in
    y | Y | yes | Yes) return 0 ;;
  esac
  return 1
}

step() { # ID PURPOSE TITLE ROLLBACK NOT-UNDONE
  if [ "$what" = list ]; then
    printf '%-8s %-36s %s\n' "$2" "$1" "$3"
    return 0
  fi
  is_chosen "$1" "$2" || return 0
  say ''
  say "== $2: $3 ($1)"
  if [ "$2" = undo ] && [ -n "$LOOKS" ]; then
    say "$LOOKS"
    LOOKS=''
  fi
  [ -z "$5" ] || say "Not undone by it: $5"
  if [ "$what" = dry-run ] || { [ -n "$4" ] && [ -z "$yes" ]; }; then
    mode=show
    [ -z "$4" ] || say 'It would call:'
    # in a shell of its own: what is not known yet stays so, and a look that fails for want of it ends only the showing
    set +e
    (set -e; "do_${1//-/_}")
    [ $? = 0 ] || say '  What comes after this cannot be shown.'
    set -e
    mode=run
  fi
  [ "$what" != dry-run ] || return 0
  if [ -n "$4" ]; then
    if ! sure 'Do it?'; then
      say 'Left out.'
      return 0
    fi
  fi
  "do_${1//-/_}"
  [ -z "$4" ] || say "To take it back: $4"
}

while [ $# -gt 0 ]; do
  case "$1" in
    --yes) yes=1 ;;
    --dry-run) what=dry-run ;;
    --list) what=list ;;
    --help)
      usage
      exit 0
      ;;
    --step | --set | --file)
      [ $# -ge 2 ] || stop "$1 needs a value; see --help"
      option=$1
      shift
      set -- "$option=$@"
      continue
      ;;
    --step=*)
      case " $STEPS contain undo verify prevent " in
        *" ${1#*=} "*) chosen_steps="$chosen_steps ${1#*=}" ;;
        *) stop "no such step: ${1#*=}; see --list" ;;
      esac
      ;;
    --set=?*=*)
      pair=${1#*=}
      give "${pair%%=*}" "${pair#*=}"
      ;;
    --file=?*=*)
      pair=${1#*=}
      [ -r "${pair#*=}" ] || stop "no file to read: ${pair#*=}"
      give "${pair%%=*}" "$(cat -- "${pair#*=}")"
      ;;
    *) stop "unknown option: $1; see --help" ;;
  esac
  shift
done

# ---- The steps.
@FUNCTIONS@

# ---- Go.
if [ "$what" != list ]; then
  export AWS_PAGER=''
  if [ -n "$REGION" ]; then export AWS_REGION="$REGION" AWS_DEFAULT_REGION="$REGION"; fi
  [ -n "$ACCOUNT_ID" ] || stop 'the finding does not say which account it is of; add its twelve digits at ACCOUNT_ID above.'
  account="$(command aws sts get-caller-identity --query Account --output text)" \
    || stop 'these credentials are not accepted, or there are none.'
  [ "$account" = "$ACCOUNT_ID" ] || stop "these credentials are of account $account, the finding is of account $ACCOUNT_ID."
  say "Account $ACCOUNT_ID, finding $FINDING_ID"
@NOTES@
fi
@CALLS@
if [ "$what" = run ]; then say ''; say 'Done.'; fi
)
