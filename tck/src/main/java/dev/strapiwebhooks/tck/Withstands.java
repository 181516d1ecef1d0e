package dev.strapiwebhooks.tck;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says which attacks a test of the contract tries. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Withstands {
    /**
     * The attacks.
     *
     * @return at least one
     */
    AttackClass[] value();
}
