package dev.strapiwebhooks.benchmarks.report;

import java.util.Map;

/**
 * One line of a result file.
 *
 * @param fields by column
 */
record Row(Map<String, String> fields) {
    String text(String column) {
        String value = fields.get(column);
        if (value == null) {
            throw new IllegalArgumentException("there is no column " + column + " beside " + fields.keySet());
        }
        return value;
    }

    double number(String column) {
        return Double.parseDouble(text(column));
    }

    /** Whether the columns have these values: a name, a value, a name, a value. */
    boolean has(String... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!text(namesAndValues[i]).equals(namesAndValues[i + 1])) {
                return false;
            }
        }
        return true;
    }
}
