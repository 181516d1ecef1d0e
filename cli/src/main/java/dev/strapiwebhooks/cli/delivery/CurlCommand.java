package dev.strapiwebhooks.cli.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A curl command: URL, {@code -X}, {@code -H} and data; other options are passed over. */
final class CurlCommand {
    private static final Set<String> DATA = Set.of("-d", "--data", "--data-ascii", "--data-raw", "--data-binary");
    /** Options with a value that says nothing about the delivery. */
    private static final Set<String> PASSED_OVER = Set.of(
            "-o",
            "--output",
            "-m",
            "--max-time",
            "--connect-timeout",
            "-u",
            "--user",
            "-A",
            "--user-agent",
            "-e",
            "--referer",
            "-b",
            "--cookie",
            "-w",
            "--write-out",
            "--retry",
            "--resolve",
            "--cacert",
            "-x",
            "--proxy");

    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern ATTACHED =
            Pattern.compile("(-[XHdombuwAex])(.+)|(--(?:request|header|data[a-z-]*|json|url))=(.*)", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile(":\\s*(?:sha256=)?\\$[A-Za-z_{(]");

    private final List<HeaderLine> headers = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private String method = "POST";
    private String path = "/";
    private String type = FORM;

    private final boolean withFiles;

    private CurlCommand(boolean withFiles) {
        this.withFiles = withFiles;
    }

    static RecordedDelivery read(byte[] content, boolean withFiles) {
        CurlCommand command = new CurlCommand(withFiles);
        String text = new String(content, StandardCharsets.UTF_8).stripLeading().replaceFirst("^\\$ ", "");
        Iterator<String> words = ShellWords.split(text).iterator();
        words.next();
        while (words.hasNext()) {
            command.takeSplit(words.next(), words);
        }
        command.addContentType();
        return new RecordedDelivery(command.method, command.path, command.headers, command.body.toByteArray(), null);
    }

    /** {@code -XPOST} and {@code --request=POST} are {@code -X POST}. */
    private void takeSplit(String word, Iterator<String> more) {
        Matcher attached = ATTACHED.matcher(word);
        if (attached.matches()) {
            String option = attached.group(1) == null ? attached.group(3) : attached.group(1);
            String value = attached.group(1) == null ? attached.group(4) : attached.group(2);
            take(option, List.of(value).iterator());
        } else {
            take(word, more);
        }
    }

    private void take(String word, Iterator<String> more) {
        if (word.equals("-H") || word.equals("--header")) {
            header(value(word, more));
        } else if (word.equals("-X") || word.equals("--request")) {
            method = value(word, more);
        } else if (DATA.contains(word)) {
            data(word, value(word, more));
        } else if (PASSED_OVER.contains(word)) {
            String unused = value(word, more);
        } else if (word.equals("--url")) {
            url(value(word, more));
        } else if (word.equals("--json")) {
            type = "application/json";
            data("--data-binary", value(word, more));
        } else if (word.contains("://")) {
            url(word);
        }
    }

    private static String value(String option, Iterator<String> more) {
        if (!more.hasNext()) {
            throw new IllegalArgumentException("the curl command ends after " + option);
        }
        return more.next();
    }

    /** As curl does, unless the command names one. */
    private void addContentType() {
        if (headers.stream().noneMatch(line -> line.name().equalsIgnoreCase("Content-Type"))) {
            headers.add(new HeaderLine("Content-Type", type));
        }
    }

    private void header(String line) {
        if (VARIABLE.matcher(line).find()) {
            throw new IllegalArgumentException("the curl command holds a variable, " + line
                    + ": paste it with its values, as \"set -x\" shows them, or export the delivery from the page");
        }
        int colon = line.indexOf(':');
        if (colon > 0) {
            headers.add(new HeaderLine(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
        }
    }

    private void url(String text) {
        try {
            String found = URI.create(text).getPath();
            path = found == null || found.isEmpty() ? "/" : found;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the curl command's URL is not one: " + text, e);
        }
    }

    /** As curl does: {@code @file} is read, and only binary data keeps line ends of the file. */
    private void data(String option, String value) {
        boolean isFile = value.startsWith("@") && !option.equals("--data-raw");
        byte[] bytes = isFile ? file(value.substring(1), withFiles) : value.getBytes(StandardCharsets.UTF_8);
        if (body.size() > 0) {
            body.write('&');
        }
        for (byte b : bytes) {
            if (!isFile || option.equals("--data-binary") || (b != '\n' && b != '\r')) {
                body.write(b);
            }
        }
    }

    private static byte[] file(String name, boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException("the curl command sends the file " + name
                    + " of this machine; put its content into the command if you want that");
        }
        try {
            Path file = Path.of(name);
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "the curl command's data file is missing, no file or too large: " + name);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the curl command's data file cannot be read: " + name, e);
        }
    }
}
