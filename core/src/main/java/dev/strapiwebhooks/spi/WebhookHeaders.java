package dev.strapiwebhooks.spi;

import static java.util.Objects.requireNonNull;

import dev.strapiwebhooks.RejectionReason;
import dev.strapiwebhooks.WebhookRejectedException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The headers of a request, as an HTTP framework knows them. */
@FunctionalInterface
public interface WebhookHeaders {
    /**
     * All values of a header, one for each line on which it was sent.
     *
     * @param name the header's name, in any case
     * @return the values in the order received, empty when the header is absent
     */
    List<String> values(String name);

    /**
     * Headers from a map. Two names that differ in case only are one header, sent twice.
     *
     * @param headers names, in any case, with their values; copied
     * @return the headers
     */
    static WebhookHeaders of(Map<String, String> headers) {
        TreeMap<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> byName.merge(
                name,
                List.of(value),
                (one, more) -> Stream.concat(one.stream(), more.stream()).toList()));
        return name -> byName.getOrDefault(requireNonNull(name, "name"), List.of());
    }

    /**
     * The one value of a header that must be sent exactly once.
     *
     * @param name the header's name
     * @param missing the reason when it is absent
     * @param repeated the reason when it was sent more than once
     * @return the value
     * @throws WebhookRejectedException when there is not exactly one
     */
    default String single(String name, RejectionReason missing, RejectionReason repeated) {
        List<String> values = values(name);
        if (values.isEmpty()) {
            throw new WebhookRejectedException(missing, "the request has no " + name + " header");
        }
        if (values.size() > 1) {
            throw new WebhookRejectedException(
                    repeated, "the request has " + values.size() + " " + name + " headers, expected one");
        }
        return values.get(0);
    }
}
