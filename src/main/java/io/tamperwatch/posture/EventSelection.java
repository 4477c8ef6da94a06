package io.tamperwatch.posture;

import java.util.List;
import java.util.Set;

/** Which events a trail records, in either of the two forms that CloudTrail knows. */
public sealed interface EventSelection {

    /** Where CloudTrail's own names for what is asked here stand. */
    String IAM = "iam.amazonaws.com";

    /** Whether every change of IAM is recorded. */
    boolean recordsIamChanges();

    /** One of the older form; an event is recorded when one of them selects it. */
    record Basic(List<Selector> selectors) implements EventSelection {

        public Basic {
            selectors = List.copyOf(selectors);
        }

        /**
         * @param readWriteType {@code All}, {@code ReadOnly} or {@code WriteOnly}
         * @param excludedSources services whose management events are left out
         */
        public record Selector(boolean management, String readWriteType, Set<String> excludedSources) {

            public Selector {
                excludedSources = Set.copyOf(excludedSources);
            }
        }

        @Override
        public boolean recordsIamChanges() {
            return selectors.stream()
                    .anyMatch(selector -> selector.management()
                            && !selector.readWriteType().equals("ReadOnly")
                            && !selector.excludedSources().contains(IAM));
        }
    }

    /** The newer form: an event is recorded when it meets every field of one selector. */
    record Advanced(List<List<Field>> selectors) implements EventSelection {

        public Advanced {
            selectors = selectors.stream().map(List::copyOf).toList();
        }

        @Override
        public boolean recordsIamChanges() {
            return selectors.stream().anyMatch(fields -> fields.stream().allMatch(Field::selectsIamChanges));
        }

        /** A condition on one field of an event. Lists that are empty ask nothing. */
        public record Field(
                String name,
                List<String> equalTo,
                List<String> notEqualTo,
                List<String> startsWith,
                List<String> notStartsWith,
                List<String> endsWith,
                List<String> notEndsWith) {

            /** A field that is not among these selects some changes of IAM at best. */
            private boolean selectsIamChanges() {
                return switch (name) {
                    case "eventCategory" -> admits("Management");
                    case "readOnly" -> admits("false");
                    case "eventSource" -> admits(IAM);
                    default -> false;
                };
            }

            private boolean admits(String value) {
                return (equalTo.isEmpty() || equalTo.contains(value))
                        && !notEqualTo.contains(value)
                        && (startsWith.isEmpty() || startsWith.stream().anyMatch(value::startsWith))
                        && notStartsWith.stream().noneMatch(value::startsWith)
                        && (endsWith.isEmpty() || endsWith.stream().anyMatch(value::endsWith))
                        && notEndsWith.stream().noneMatch(value::endsWith);
            }
        }
    }
}
