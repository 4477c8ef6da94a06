package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** IAM and STS without HTTP: may the caller, what does the operation do, what does CloudTrail record of it. */
final class ControlPlane {

    private final Map<String, IamAccount> accounts = new ConcurrentHashMap<>();
    private final AccessRules rules;
    private final CallRecorder recorder;
    private final Sts sts;

    ControlPlane(AccessRules rules, CallRecorder recorder, AccessKeys accessKeys) {
        this.rules = rules;
        this.recorder = recorder;
        sts = new Sts(accounts::get, accessKeys);
    }

    /** Carries an operation out without a record of it. */
    ObjectNode given(String action, Parameters asked, Call call) {
        IamAccount account = account(call);
        synchronized (account) {
            return account.run(action, asked, call);
        }
    }

    /**
     * Carries an operation out and records it. State and record change together, so that records of one account tell
     * what happened in the order it happened.
     *
     * @throws ServiceError when it is refused, which is recorded too
     */
    ObjectNode call(ServiceName service, String action, Parameters asked, Call call) {
        IamAccount account = account(call);
        synchronized (account) {
            try {
                ObjectNode result = run(account, service, action, asked, call);
                recorder.succeeded(call, service, action, asked, result);
                return result;
            } catch (ServiceError refused) {
                if (!refused.code().equals("InvalidAction")) {
                    recorder.failed(call, service, action, asked, refused);
                }
                throw refused;
            }
        }
    }

    static ServiceError unknown(String action) {
        return new ServiceError(400, "InvalidAction", "Could not find operation " + action);
    }

    private ObjectNode run(IamAccount account, ServiceName service, String action, Parameters asked, Call call) {
        if (service == ServiceName.STS) {
            return sts.run(action, asked, call);
        }
        rules.check(call.caller(), "iam:" + action, account.resource(action, asked, call));
        return account.run(action, asked, call);
    }

    void roleUsed(Account owner, String role, Instant at, String region) {
        IamAccount account = account(owner);
        synchronized (account) {
            account.roles().used(role, at, region);
        }
    }

    private IamAccount account(Call call) {
        return account(call.caller().account());
    }

    private IamAccount account(Account owner) {
        return accounts.computeIfAbsent(owner.id(), id -> new IamAccount(owner));
    }
}
