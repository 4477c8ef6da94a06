package io.tamperwatch.store;

import io.quarkus.runtime.Startup;
import io.tamperwatch.account.RosterStore;
import io.tamperwatch.finding.Announcing;
import io.tamperwatch.finding.NotificationStore;
import io.tamperwatch.finding.SuppressionStore;
import io.tamperwatch.inventory.InventoryStore;
import io.tamperwatch.posture.PostureStore;
import io.tamperwatch.replica.LeaseStore;
import io.tamperwatch.setting.InvalidSetting;
import io.tamperwatch.watch.CheckpointStore;
import io.tamperwatch.watch.PollBoard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jboss.logging.Logger;

/** Makes the store that the settings ask for. */
@ApplicationScoped
class Stores {

    private static final Logger LOG = Logger.getLogger(Stores.class);

    @Produces
    @Singleton
    @Startup
    Database database(StoreConfig config) {
        return new Database(
                switch (StoreSettings.of(config)) {
                    case StoreSettings.Embedded embedded -> sqlite(new DataDirectory(embedded.directory()));
                    case StoreSettings.Postgresql postgresql -> new PostgresDialect(postgresql);
                });
    }

    /** A directory another process holds ends the start; one that cannot be used may yet become usable. */
    private static Dialect sqlite(DataDirectory directory) {
        try {
            directory.take().ifPresent(holder -> {
                throw new InvalidSetting(
                        "tamperwatch.data-dir",
                        String.valueOf(directory.database().getParent()),
                        "%s is using %s; one process at a time can".formatted(holder, directory.database()));
            });
        } catch (IOException e) {
            LOG.errorf("store not usable, will go on trying reason=%s", Text.line(String.valueOf(e.getMessage())));
        }
        return new SqliteDialect(directory);
    }

    void close(@Disposes Database database) {
        database.close();
    }

    @Produces
    @Singleton
    JdbcFindingStore findings(Database database, Announcing announcing) {
        return new JdbcFindingStore(database, announcing);
    }

    @Produces
    @Singleton
    NotificationStore notifications(Database database, JdbcFindingStore findings) {
        return new JdbcNotificationStore(database, findings);
    }

    @Produces
    @Singleton
    SuppressionStore suppressions(Database database) {
        return new JdbcSuppressionStore(database);
    }

    @Produces
    @Singleton
    InventoryStore inventory(Database database) {
        return new JdbcInventoryStore(database);
    }

    @Produces
    @Singleton
    LeaseStore leases(Database database) {
        return new JdbcLeaseStore(database);
    }

    @Produces
    @Singleton
    PollBoard polls(Database database) {
        return new JdbcPollBoard(database);
    }

    @Produces
    @Singleton
    CheckpointStore checkpoints(Database database) {
        return new JdbcCheckpointStore(database);
    }

    @Produces
    @Singleton
    PostureStore posture(Database database) {
        return new JdbcPostureStore(database);
    }

    @Produces
    @Singleton
    RosterStore roster(Database database) {
        return new JdbcRosterStore(database);
    }
}
