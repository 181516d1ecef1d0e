package dev.strapiwebhooks.tck;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says against which threats a test of the contract is. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Withstands {
    /**
     * The threats.
     *
     * @return at least one
     */
    Threat[] value();
}
