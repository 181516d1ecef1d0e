package dev.strapiwebhooks.cli.browser;

import com.microsoft.playwright.Locator;
import java.util.List;

/** The contrast of text as it is computed by WCAG 2.2. */
final class Contrast {
    private static final String COLOURS = """
            element => {
              const rgb = text => text.match(/[0-9.]+/g).map(Number);
              let behind = element;
              while (behind && (rgb(getComputedStyle(behind).backgroundColor)[3] ?? 1) === 0) behind = behind.parentElement;
              return [...rgb(getComputedStyle(element).color).slice(0, 3),
                      ...rgb(getComputedStyle(behind ?? document.documentElement).backgroundColor).slice(0, 3)].map(Math.round);
            }""";

    private Contrast() {}

    static double of(Locator text) {
        List<?> colours = (List<?>) text.evaluate(COLOURS);
        double one = luminance(colours.subList(0, 3));
        double other = luminance(colours.subList(3, 6));
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    static boolean isDark(Locator element) {
        return luminance(((List<?>) element.evaluate(COLOURS)).subList(3, 6)) < 0.2;
    }

    private static double luminance(List<?> rgb) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double value = ((Number) rgb.get(i)).doubleValue() / 255;
            sum += weights[i] * (value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
