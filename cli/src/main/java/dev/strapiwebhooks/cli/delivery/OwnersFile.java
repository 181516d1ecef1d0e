package dev.strapiwebhooks.cli.delivery;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files for secrets: nobody else on the machine can read them, where the file system knows that. */
public final class OwnersFile {
    private OwnersFile() {}

    /**
     * Makes an empty file, unless it is there.
     *
     * @param file in a folder that exists
     * @throws IOException when it cannot be made
     */
    public static void make(Path file) throws IOException {
        if (!Files.exists(file)) {
            create(file);
        }
    }

    /**
     * Makes an empty file.
     *
     * @param file in a folder that exists
     * @throws IOException when it is there already, or cannot be made
     */
    public static void create(Path file) throws IOException {
        boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owners = isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Files.createFile(file, owners);
    }
}
