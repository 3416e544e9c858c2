/** Days, weeks and rises in which far more happened somewhere than is usual there, and who subscribes to them. */
import { z } from 'zod';
import { Day, Instant, Slug } from './common.ts';
import { KINDS } from './kinds.ts';

/** `incidents`: how many there were; `needles`: how many needles the finds of the day hold. */
export const SIGNALS = ['incidents', 'needles'] as const;

/** Which test found it. */
export const LOOKS = ['day', 'week', 'rise'] as const;
export type Look = (typeof LOOKS)[number];

const Named = z.object({ slug: Slug, name: z.string() });

export const Alert = z
  .object({
    id: z.number().int(),
    agency: Named.describe('whose records'),
    feed: z.string(),
    kind: z.enum(KINDS),
    area: Named.nullable().describe('null: the whole partnership, which has no areas'),
    look: z
      .enum(LOOKS)
      .describe(
        'day: against its weekday; week: Monday to Sunday; rise: the sum of two to eight weeks',
      ),
    signal: z.enum(SIGNALS),
    since: Day.describe('its first day; of a look at one day, the same'),
    day: Day.describe('its last day'),
    n: z.number().int().describe('incidents, or needles'),
    finds: z.number().int().nullable().describe('needles: in so many finds; null: incidents'),
    usual: z.number().describe('incidents: the mean of as many days before; needles: a find’s'),
    held_to: z.number().int().describe('days of the same weekday, weeks, or finds before'),
    p: z.number().describe('the chance of at least so many on such days'),
    once_in_days: z
      .number()
      .describe('how often chance alone would alert like this, over everything that is looked at'),
    made_at: Instant,
    taken_back_at: Instant.nullable().describe('when the records came to say less'),
    map: z.string().describe('parameters of the map for that area, day, kind and agency'),
  })
  .meta({ id: 'Alert' });
export type Alert = z.infer<typeof Alert>;

export const AlertList = z.object({ alerts: z.array(Alert) }).meta({ id: 'AlertList' });
export type AlertList = z.infer<typeof AlertList>;

export const NewSubscription = z
  .object({
    area: Slug.nullable().default(null).describe('null: every area'),
    kinds: z.array(z.enum(KINDS)).min(1, 'Choose at least one kind.').max(KINDS.length),
  })
  .meta({ id: 'NewSubscription' });
export type NewSubscription = z.infer<typeof NewSubscription>;

export const Subscription = z
  .object({
    id: z.number().int(),
    area: Named.nullable().describe('null: every area'),
    kinds: z.array(z.enum(KINDS)),
    made_at: Instant,
  })
  .meta({ id: 'Subscription' });
export type Subscription = z.infer<typeof Subscription>;

export const SubscriptionList = z
  .object({ subscriptions: z.array(Subscription) })
  .meta({ id: 'SubscriptionList' });
export type SubscriptionList = z.infer<typeof SubscriptionList>;
