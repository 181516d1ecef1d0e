package dev.strapiwebhooks.event;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The content types that an application knows, to tell which one an event is about. Strapi 4 sends no uid with publish and
 * unpublish; such an event is taken for a type when its model is the last part of that type's uid, and of no other's.
 *
 * <p>Immutable and thread-safe.
 */
public final class ContentTypes {
    private static final Pattern UID = Pattern.compile("[\\w-]+::[\\w-]+\\.[\\w-]+");

    private final Set<String> uids;

    private ContentTypes(Set<String> uids) {
        this.uids = uids;
    }

    /**
     * Some content types.
     *
     * @param uids their unique names, for example {@code api::article.article}
     * @return the types
     * @throws IllegalArgumentException naming what is not the uid of a content type
     */
    public static ContentTypes of(Collection<String> uids) {
        for (String uid : uids) {
            if (!UID.matcher(uid).matches()) {
                throw new IllegalArgumentException(
                        "\"" + uid + "\" is not the uid of a content type; write for example api::article.article");
            }
        }
        return new ContentTypes(new TreeSet<>(uids));
    }

    /**
     * Whether an event is about entries of a type.
     *
     * @param event the event
     * @param uid one of these types
     * @return true when it is
     */
    public boolean isOf(EntryEvent event, String uid) {
        return event.uid().map(uid::equals).orElseGet(() -> isOnlyModel(event.model(), uid));
    }

    private boolean isOnlyModel(String model, String uid) {
        return modelOf(uid).equals(model)
                && uids.stream()
                        .noneMatch(other -> !other.equals(uid) && modelOf(other).equals(model));
    }

    private static String modelOf(String uid) {
        return uid.substring(uid.lastIndexOf('.') + 1);
    }
}
