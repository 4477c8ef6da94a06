package io.tamperwatch.store;

import io.tamperwatch.event.Actor;
import io.tamperwatch.finding.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What findings have in common with each other, and the numbers by which their rows refer to it. */
final class Dictionary {

    private final Kinds kinds = new Kinds();
    private final Interned<Actor> actors = new Interned<>(
            "actor", "insert into actor (num, search, content) values (?, ?, ?)", Dictionary::actorColumns);
    private final Interned<Assessment> assessments = new Interned<>(
            "assessment",
            "insert into assessment (num, content) values (?, ?)",
            assessment -> List.of(DetailsWriter.assessment(assessment)));

    private static List<String> actorColumns(Actor actor) {
        return List.of(search(actor), DetailsWriter.actor(actor));
    }

    /** What an actor is found by. */
    static String search(Actor actor) {
        return Text.searchable(actor.name(), actor.arn(), actor.origins().person());
    }

    Kinds kinds() {
        return kinds;
    }

    Additions additions(Connection connection) {
        return new Additions(connection);
    }

    /** What one transaction looks up and adds. */
    final class Additions {

        private final Connection connection;
        private final Map<Kind, Long> addedKinds = new HashMap<>();
        private final Interned<Actor>.Unsaved addedActors;
        private final Interned<Assessment>.Unsaved addedAssessments;

        private Additions(Connection connection) {
            this.connection = connection;
            this.addedActors = actors.new Unsaved(connection);
            this.addedAssessments = assessments.new Unsaved(connection);
        }

        long kind(Finding finding) throws SQLException {
            return kinds.number(connection, Kind.of(finding), addedKinds);
        }

        long actor(Finding finding) throws SQLException {
            return addedActors.number(finding.actor());
        }

        long assessment(Finding finding) throws SQLException {
            return addedAssessments.number(Assessment.of(finding));
        }

        /** Sends what has been added. */
        void send() throws SQLException {
            addedActors.send();
            addedAssessments.send();
        }

        /** To be called once the transaction is committed. */
        void committed() {
            kinds.remember(addedKinds);
            addedActors.committed();
            addedAssessments.committed();
        }
    }
}
