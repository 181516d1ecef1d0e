package dev.strapiwebhooks.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** Builds a Markdown document. */
final class Markdown {
    private final StringBuilder text = new StringBuilder();

    Markdown heading(String heading) {
        text.append("\n## ").append(heading).append("\n\n");
        return this;
    }

    Markdown paragraph(String paragraph) {
        text.append(paragraph).append("\n\n");
        return this;
    }

    Markdown picture(String alternative, String file) {
        return paragraph("![" + alternative + "](plots/" + file + ".png)");
    }

    /** The first column is text, the others are numbers. */
    Markdown tableHead(List<String> columns) {
        row(columns);
        text.append("|---").append("|--:".repeat(columns.size() - 1)).append("|\n");
        return this;
    }

    Markdown row(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        return this;
    }

    Markdown end() {
        text.append('\n');
        return this;
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }

    static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
