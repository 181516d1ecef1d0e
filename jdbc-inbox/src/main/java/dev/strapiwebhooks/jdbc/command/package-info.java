/** Dead letters by command, which needs picocli: {@link dev.strapiwebhooks.jdbc.command.DeadLettersCommand}. */
@NullMarked
package dev.strapiwebhooks.jdbc.command;

import org.jspecify.annotations.NullMarked;
