package io.tamperwatch.store;

import io.agroal.api.configuration.supplier.AgroalConnectionPoolConfigurationSupplier;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** What differs between the databases; everything else is one SQL. */
interface Dialect {

    /** What a connection is for. */
    enum Use {
        READING,
        WRITING,
        /** Bringing the schema up to date, which takes as long as it takes. */
        MIGRATING
    }

    /** Where the schema's migrations are, for example {@code db/sqlite}. */
    String migrations();

    /** How to connect. */
    AgroalConnectionPoolConfigurationSupplier pool();

    /** Makes a new connection ready for its use; it is in auto-commit mode. */
    void opened(Connection connection, Use use) throws SQLException;

    /** What tells the server behind a connection from any other, and from itself before it was started anew. */
    String server(Connection connection) throws SQLException;

    /**
     * Makes sure there is something to connect to, before the first connection and after a failure.
     *
     * @throws IOException saying what is wrong
     */
    void prepare() throws IOException;

    /**
     * Looks, before each transaction, whether the open connections still lead to the database.
     *
     * @throws IOException when they do not and must be opened anew
     */
    void check() throws IOException;

    /** Makes every other writing transaction wait for the end of this one, in whichever process it is. */
    void lock(Connection connection) throws SQLException;

    /** Whether there is such a table where this connection's statements look for it. */
    boolean hasTable(Connection connection, String name) throws SQLException;

    /** Whether several processes may use the database at the same time. */
    boolean isShared();

    /** The database's clock in milliseconds since 1970, as an expression. */
    String now();

    /** The first of {@code count} successive numbers no event record has. */
    long numbers(Connection connection, int count) throws SQLException;

    void setUuid(PreparedStatement statement, int index, UUID uuid) throws SQLException;

    UUID getUuid(ResultSet rows, int column) throws SQLException;

    /** A condition with one parameter: the column contains it. */
    String contains(String column);

    /** A condition with {@link #amongValues} for parameters: the column is one of so many numbers. */
    String among(String column, int count);

    /** What the parameters of {@link #among} are to be set to. */
    List<Object> amongValues(List<Long> numbers);

    /**
     * What to select from for those rows of a table whose number is one of so many, or among the next few behind it.
     * {@link #amongValues} are the parameters.
     *
     * @param few how many rows with successive numbers each number stands for
     */
    String stretches(String table, int count, int few);

    /** How to say behind a table's name which index to use, where the database needs telling. */
    String using(String index);

    /** How to say behind a table's name that its rows are to be found by their number. */
    String byNumber();

    /** What is wrong, in words an operator can act on, without credentials and without data. */
    String explain(SQLException failure);

    /** Lets go of what {@link #prepare} took. */
    void release();
}
