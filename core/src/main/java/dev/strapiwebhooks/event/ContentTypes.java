package dev.strapiwebhooks.event;

import java.util.Set;
import java.util.regex.Pattern;

/** Tells which content type an event is about, where Strapi 4 sends no uid. */
final class ContentTypes {
    private static final Pattern UID = Pattern.compile("[\\w-]+::[\\w-]+\\.[\\w-]+");

    private ContentTypes() {}

    static void requireUid(String uid) {
        if (!UID.matcher(uid).matches()) {
            throw new IllegalArgumentException(
                    "\"" + uid + "\" is not the uid of a content type; write for example api::article.article");
        }
    }

    /** Whether a model is the last part of a uid, and of no other that is known. */
    static boolean isOnlyModel(String model, String uid, Set<String> known) {
        return modelOf(uid).equals(model)
                && known.stream()
                        .noneMatch(other -> !other.equals(uid) && modelOf(other).equals(model));
    }

    private static String modelOf(String uid) {
        return uid.substring(uid.lastIndexOf('.') + 1);
    }
}
