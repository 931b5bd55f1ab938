package io.crossdock.hub.availability;

import java.util.Objects;

/** The first texts of a stored value, which later ones are told by: few, so that looking for one takes no time. */
final class StateTexts {

    private static final int MOST = 16;

    private final String[] texts = new String[MOST];
    private int count;

    /** Below zero for a text that is not among them. */
    int place(String text) {
        for (int i = 0; i < count; i++) {
            if (texts[i].equals(text)) {
                return i;
            }
        }
        return -1;
    }

    /** Once there are enough, it is not among them. */
    void remember(String text) {
        if (count < MOST) {
            texts[count++] = text;
        }
    }

    /** @throws IndexOutOfBoundsException where there is none */
    String at(int place) {
        return texts[Objects.checkIndex(place, count)];
    }
}
