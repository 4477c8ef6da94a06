import boto3 as sdk

@VALUES@


def step():
    boto3 = sdk.Session(region_name=REGION)
@CHECKS@    account = boto3.client('sts').get_caller_identity()['Account']
    if account != ACCOUNT_ID:
        raise RuntimeError(f'these credentials are of account {account}, not {ACCOUNT_ID}')
@COMMANDS@


step()
