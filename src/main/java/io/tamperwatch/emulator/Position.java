package io.tamperwatch.emulator;

/** A place in the history. Sorts newest first; events of one second, last added first. */
record Position(long second, long sequence) implements Comparable<Position> {

    @Override
    public int compareTo(Position other) {
        int bySecond = Long.compare(other.second, second);
        return bySecond != 0 ? bySecond : Long.compare(other.sequence, sequence);
    }
}
