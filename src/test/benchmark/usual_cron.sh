#!/usr/bin/env bash
# The cron job that is usually written: `aws cloudtrail lookup-events`, jq, and a file of the ids seen so far.
# It understands nothing and makes no findings: it is one of those the product is measured against (docs/benchmarks.md).
# Arguments: directory, first account, number of accounts, days to look back. Prints how many events it has kept, now and then.
set -euo pipefail
directory=$1 first=$2 accounts=$3 days=${4:-7}
end=$(date -u +%Y-%m-%dT%H:%M:%SZ)
start=$(date -u -d "$days days ago" +%Y-%m-%dT%H:%M:%SZ)
touch "$directory/seen" "$directory/events"
for ((account = first; account < first + accounts; account++)); do
  credentials=$(aws sts assume-role --role-arn "arn:aws:iam::$account:role/watch" --role-session-name cron \
    --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)
  read -r key secret token <<<"$credentials"
  for name in DeleteSigningCertificate RemoveClientIDFromOpenIDConnectProvider; do
    AWS_ACCESS_KEY_ID=$key AWS_SECRET_ACCESS_KEY=$secret AWS_SESSION_TOKEN=$token \
      aws cloudtrail lookup-events --lookup-attributes "AttributeKey=EventName,AttributeValue=$name" \
      --start-time "$start" --end-time "$end" --output json |
      jq -r '.Events[] | [.EventId, .CloudTrailEvent] | @tsv' |
      awk -F '\t' 'FILENAME == ARGV[1] { seen[$1]; next } !($1 in seen)' "$directory/seen" - >"$directory/new"
    cut -f 1 "$directory/new" >>"$directory/seen"
    cat "$directory/new" >>"$directory/events"
    wc -l <"$directory/seen"
  done
done
# long enough to be looked at once more, with the processor time of every command in it
sleep 2
