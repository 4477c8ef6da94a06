package io.tamperwatch.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Virtual MFA devices and hardware tokens; any two different codes of six digits bind one. */
final class MfaDevices implements Family {

    private static final String SERIAL = "SerialNumber";

    private final Account account;
    private final Users users;

    /** By serial number; a virtual device is there before it is bound and after it is taken away from its user. */
    private final Map<String, ObjectNode> devices = new TreeMap<>();

    MfaDevices(Account account, Users users) {
        this.account = account;
        this.users = users;
    }

    @Override
    public @Nullable ObjectNode run(String action, Parameters asked, Call call) {
        return switch (action) {
            case "CreateVirtualMFADevice" -> create(asked);
            case "DeleteVirtualMFADevice" -> delete(asked);
            case "EnableMFADevice" -> enable(asked, call);
            case "DeactivateMFADevice" -> deactivate(asked, call);
            case "ListMFADevices" -> list(asked, call);
            case "ListVirtualMFADevices" -> listVirtual(asked);
            default -> null;
        };
    }

    @Override
    public boolean isHeldBy(String user) {
        return devices.values().stream().anyMatch(device -> user.equals(owner(device)));
    }

    private ObjectNode create(Parameters asked) {
        String path = asked.optional("Path") == null ? "/" : asked.required("Path", "/|/[!-~]+/");
        String serial = account.iamArn("mfa" + path + asked.required("VirtualMFADeviceName", "[\\w+=,.@-]{1,226}"));
        if (devices.containsKey(serial)) {
            throw new ServiceError(
                    409, "EntityAlreadyExists", "MFADevice entity at the same path and name already exists.");
        }
        devices.put(serial, Results.nothing().put(SERIAL, serial));
        String seed = Base64.getEncoder().encodeToString(Ids.random(32).getBytes(UTF_8));
        return Results.of(
                "VirtualMFADevice",
                Results.nothing()
                        .put(SERIAL, serial)
                        .put("Base32StringSeed", seed)
                        .put("QRCodePNG", seed));
    }

    private ObjectNode delete(Parameters asked) {
        ObjectNode device = existing(asked);
        if (owner(device) != null) {
            throw new ServiceError(409, "DeleteConflict", "MFA VirtualDevice in use. Must deactivate first.");
        }
        devices.remove(device.get(SERIAL).asText());
        return Results.nothing();
    }

    private ObjectNode enable(Parameters asked, Call call) {
        String user = user(asked);
        String serial = asked.required(SERIAL);
        String first = asked.required("AuthenticationCode1", "\\d{6}");
        if (first.equals(asked.required("AuthenticationCode2", "\\d{6}"))) {
            throw new ServiceError(403, "InvalidAuthenticationCode", "Authentication code for device is not valid.");
        }
        if (serial.startsWith("arn:")) {
            existing(asked);
        }
        ObjectNode device =
                devices.computeIfAbsent(serial, hardware -> Results.nothing().put(SERIAL, serial));
        if (owner(device) != null) {
            throw new ServiceError(409, "EntityAlreadyExists", "MFA device is already in use.");
        }
        device.put("UserName", user).put("EnableDate", Results.date(call.at()));
        return Results.nothing();
    }

    private ObjectNode deactivate(Parameters asked, Call call) {
        String user = Users.named(asked, call);
        ObjectNode device = existing(asked);
        if (!user.equals(owner(device))) {
            throw new ServiceError(404, "NoSuchEntity", "Device with serial number is not assigned to user " + user);
        }
        device.remove(List.of("UserName", "EnableDate"));
        if (!device.get(SERIAL).asText().startsWith("arn:")) {
            devices.remove(device.get(SERIAL).asText());
        }
        return Results.nothing();
    }

    private ObjectNode list(Parameters asked, Call call) {
        String user = Users.named(asked, call);
        users.existing(user);
        List<ObjectNode> bound = devices.values().stream()
                .filter(device -> user.equals(owner(device)))
                .toList();
        return Results.page("MFADevices", bound, asked);
    }

    private ObjectNode listVirtual(Parameters asked) {
        String wanted = asked.optional("AssignmentStatus") == null ? "Any" : asked.required("AssignmentStatus");
        List<ObjectNode> virtual = new ArrayList<>();
        for (ObjectNode device : devices.values()) {
            boolean isAssigned = owner(device) != null;
            boolean isWanted = wanted.equals("Any") || wanted.equals(isAssigned ? "Assigned" : "Unassigned");
            if (device.get(SERIAL).asText().startsWith("arn:") && isWanted) {
                virtual.add(told(device));
            }
        }
        return Results.page("VirtualMFADevices", virtual, asked);
    }

    private ObjectNode told(ObjectNode device) {
        String owner = owner(device);
        ObjectNode told = device.deepCopy().without(List.of("UserName"));
        if (owner != null) {
            told.set("User", users.existing(owner));
        }
        return told;
    }

    private String user(Parameters asked) {
        String user = asked.required("UserName");
        users.existing(user);
        return user;
    }

    private ObjectNode existing(Parameters asked) {
        ObjectNode device = devices.get(asked.required(SERIAL));
        if (device == null) {
            throw new ServiceError(404, "NoSuchEntity", "VirtualMFADevice with serial number does not exist.");
        }
        return device;
    }

    private static @Nullable String owner(ObjectNode device) {
        return device.path("UserName").textValue();
    }
}
