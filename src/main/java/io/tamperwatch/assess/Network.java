package io.tamperwatch.assess;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network in CIDR notation.
 *
 * @param address the address before the slash; bits behind the prefix do not count
 * @param prefix how many leading bits addresses of the network share
 */
public record Network(InetAddress address, int prefix) {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");

    static Optional<Network> parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2 || !PREFIX.matcher(parts[1]).matches()) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(parts[1]);
        return address(parts[0])
                .filter(address -> prefix <= address.getAddress().length * Byte.SIZE)
                .map(address -> new Network(address, prefix));
    }

    /** The address a text spells out; never asks a name server. */
    static Optional<InetAddress> address(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress other) {
        byte[] ours = address.getAddress();
        byte[] theirs = other.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit += Byte.SIZE) {
            int left = Math.min(Byte.SIZE, prefix - bit);
            int differing = (ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & 0xFF;
            if (differing >> (Byte.SIZE - left) != 0) {
                return false;
            }
        }
        return true;
    }
}
