bash << 'STEP'
{ # a shell of its own: what stops it does not close your terminal
@VALUES@
set -euo pipefail
stop() { echo "STOPPED: $*" >&2; exit 1; }
@CHECKS@account="$(aws sts get-caller-identity --query Account --output text)"
[ "$account" = "$ACCOUNT_ID" ] || stop "these credentials are of account $account, not $ACCOUNT_ID."

@COMMANDS@
}
STEP
