package dev.strapiwebhooks.cli.delivery;

import java.util.ArrayList;
import java.util.List;

/** Splits a command as a POSIX shell does: quotes, backslashes and continued lines. Nothing is expanded. */
final class ShellWords {
    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private ShellWords(String text) {
        this.text = text;
    }

    static List<String> split(String text) {
        ShellWords splitter = new ShellWords(text);
        splitter.run();
        return splitter.words;
    }

    private void run() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (Character.isWhitespace(c)) {
                end();
            } else if (c == '$' && at < text.length() && text.charAt(at) == '\'') {
                at++;
                ansi();
            } else if (c == '\'') {
                single();
            } else if (c == '"') {
                dual();
            } else if (c == '\\' && at < text.length()) {
                escaped("");
            } else {
                add(c);
            }
        }
        end();
    }

    private void single() {
        inWord = true;
        int close = text.indexOf('\'', at);
        if (close < 0) {
            throw new IllegalArgumentException("the curl command has a quote that is not closed");
        }
        word.append(text, at, close);
        at = close + 1;
    }

    /** {@code $'…'}, the form in which browsers copy requests. */
    private void ansi() {
        inWord = true;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\'') {
                return;
            }
            if (c == '\\' && at < text.length()) {
                ansiEscape(text.charAt(at++));
            } else {
                add(c);
            }
        }
        throw new IllegalArgumentException("the curl command has a quote that is not closed");
    }

    private void ansiEscape(char c) {
        switch (c) {
            case 'n' -> add('\n');
            case 'r' -> add('\r');
            case 't' -> add('\t');
            case 'u' -> hexadecimal(4);
            case 'x' -> hexadecimal(2);
            default -> add(c);
        }
    }

    private void hexadecimal(int digits) {
        int end = Math.min(at + digits, text.length());
        try {
            add((char) Integer.parseInt(text.substring(at, end), 16));
            at = end;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the curl command has an escape that is not one", e);
        }
    }

    private void dual() {
        inWord = true;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return;
            }
            if (c == '\\' && at < text.length()) {
                escaped("\"\\$`\n");
            } else {
                add(c);
            }
        }
        throw new IllegalArgumentException("the curl command has a quote that is not closed");
    }

    /** Inside of double quotes a backslash is special before some characters only. */
    private void escaped(String only) {
        char next = text.charAt(at++);
        if (!only.isEmpty() && only.indexOf(next) < 0) {
            add('\\');
        }
        if (next != '\n') {
            add(next);
        }
    }

    private void add(char c) {
        inWord = true;
        word.append(c);
    }

    private void end() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
