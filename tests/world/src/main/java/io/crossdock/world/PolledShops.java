package io.crossdock.world;

import io.crossdock.world.FlashSale.Buyer;
import io.crossdock.world.FlashSale.Outcome;

/**
 * No hub: every quarter of an hour, each at its own minute, a channel hands its orders to the ERP and takes over the stock
 * that is left there.
 */
final class PolledShops {

    private static final long INTERVAL = 15 * 60_000L;

    private final FlashSale sale;
    private final long[] nextPoll;
    private final int[][] shown;
    private final int[][] unheard;
    private final long[][] unheardSince;
    private final int[] known;
    private final int[] free;

    PolledShops(FlashSale sale) {
        this.sale = sale;
        this.nextPoll = new long[sale.channels()];
        this.shown = new int[sale.channels()][sale.items()];
        this.unheard = new int[sale.channels()][sale.items()];
        this.unheardSince = new long[sale.channels()][sale.items()];
        this.known = new int[sale.items()];
        this.free = new int[sale.items()];
    }

    Outcome play() {
        come(sale.piecesOfEachItem() - sale.piecesOfEachItem() / 2);
        for (int channel = 0; channel < sale.channels(); channel++) {
            poll(channel);
            nextPoll[channel] = INTERVAL * (channel + 1) / sale.channels();
        }
        boolean isRestocked = false;
        int sold = 0;
        int oversold = 0;
        int lost = 0;
        long greatestLag = 0;
        for (Buyer buyer : sale.all()) {
            if (!isRestocked && buyer.at() >= sale.millis() / 2) {
                come(sale.piecesOfEachItem() / 2);
                isRestocked = true;
            }
            pollUntil(buyer.at());
            int item = buyer.item();
            if (shown[buyer.channel()][item] < 1) {
                lost += free[item] > 0 ? 1 : 0;
                continue;
            }
            sold++;
            if (free[item] < 1) {
                oversold++;
                greatestLag = Math.max(greatestLag, lag(buyer));
            }
            free[item]--;
            shown[buyer.channel()][item]--;
            if (unheard[buyer.channel()][item]++ == 0) {
                unheardSince[buyer.channel()][item] = buyer.at();
            }
        }
        return new Outcome("no hub, polls every 15 min", sold, oversold, lost, greatestLag);
    }

    private void come(int pieces) {
        for (int item = 0; item < sale.items(); item++) {
            known[item] += pieces;
            free[item] += pieces;
        }
    }

    private void pollUntil(long now) {
        for (int channel = 0; channel < sale.channels(); channel++) {
            for (; nextPoll[channel] <= now; nextPoll[channel] += INTERVAL) {
                poll(channel);
            }
        }
    }

    private void poll(int channel) {
        for (int item = 0; item < sale.items(); item++) {
            known[item] -= unheard[channel][item];
            unheard[channel][item] = 0;
            shown[channel][item] = Math.max(0, known[item]);
        }
    }

    /** Since when another channel's sales are not known to this one's shop. */
    private long lag(Buyer buyer) {
        long lag = 0;
        for (int channel = 0; channel < sale.channels(); channel++) {
            if (channel != buyer.channel() && unheard[channel][buyer.item()] > 0) {
                lag = Math.max(lag, buyer.at() - unheardSince[channel][buyer.item()]);
            }
        }
        return lag;
    }
}
