package io.tamperwatch.account;

/**
 * An account as the organization tells of it.
 *
 * @param id twelve digits
 */
public record Member(String id, Standing standing) {

    public Member {
        if (!id.matches("\\d{12}")) {
            throw new IllegalArgumentException("an account id has twelve digits");
        }
    }
}
