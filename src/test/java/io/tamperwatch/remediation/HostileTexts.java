package io.tamperwatch.remediation;

import java.util.List;
import java.util.Random;

/** Texts made to get out of whatever they are put into; the same for the same seed. */
final class HostileTexts {

    private static final List<String> PIECES = List.of(
            "'",
            "''",
            "'''",
            "\"",
            "\"\"\"",
            "`",
            "```",
            "\\",
            "\\'",
            "\\\"",
            "\\n",
            "\\u0027",
            "\\x27",
            "\\N{BULLET}",
            "'; touch canary; '",
            "\"; touch canary; \"",
            "$(touch canary)",
            "`touch canary`",
            "${CANARY}",
            "$CANARY",
            "$'\\x27'",
            "<(touch canary)",
            "'; rm -rf canary-keep; '",
            "|| touch canary",
            "& touch canary &",
            "\ntouch canary\n",
            "\r\ntouch canary\r\n",
            "\n)\ntouch canary\n(",
            "\n}\ntouch canary\n{",
            ";; esac; touch canary",
            "\nUSAGE\ntouch canary\n",
            "\nEOF\n",
            "' + __import__('os').system('touch canary') + '",
            "{__import__('os')}",
            "\n__import__('os').system('touch canary')\n",
            "%s%n%x",
            "%(canary)s",
            "{0}",
            "{USER_NAME}",
            "{CLIENT_ID}",
            "@VALUES@",
            "@CALLS@",
            "${!1}",
            "$((1/0))",
            "!!",
            "!$",
            "#",
            "~",
            "*",
            "?",
            "[!a]",
            "-",
            "--",
            "-rf",
            "--yes",
            "--cli-input-json",
            "file:///etc/passwd",
            "fileb:///etc/passwd",
            "http://127.0.0.1/",
            "@file",
            "key=a,value=b",
            "[1,2]",
            "{\"a\":1}",
            "null",
            "true",
            "None",
            "\t",
            "\u0000",
            "\u0007",
            "\u001b[2J",
            "\u001b]0;canary\u0007",
            "\u007f",
            "\u0085",
            "\u009b31m",
            "\u00ad",
            "\u00e9",
            "\u200b",
            "\u200f",
            "\u2028",
            "\u2029",
            "\u202e",
            "\u2066",
            "\ufeff",
            "\ufffe",
            "\uff07",
            "\ud83d\ude80",
            "</script><script>",
            "<!--",
            "&quot;",
            "[x](javascript:canary)",
            "![](http://127.0.0.1/)",
            "| a |",
            "\u0430dmin");

    private final Random random;

    HostileTexts(long seed) {
        random = new Random(seed);
    }

    /** Pieces in any order with ordinary letters between, at the beginning often something awkward. */
    String next() {
        StringBuilder text = new StringBuilder();
        int pieces = 1 + random.nextInt(5);
        for (int i = 0; i < pieces; i++) {
            switch (random.nextInt(8)) {
                case 0 -> text.append((char) ('a' + random.nextInt(26)));
                // halves of surrogate pairs never get past the parser
                case 1 -> text.appendCodePoint(1 + random.nextInt(0xD7FF));
                default -> text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return text.toString();
    }
}
