/** All that is about who somebody is, in one. */
import type { House } from '../house.ts';
import { invitationRoutes } from './invitation_routes.ts';
import { meRoutes } from './me_routes.ts';
import { myWaysRoutes } from './my_ways_routes.ts';
import { peopleRoutes } from './people_routes.ts';
import { providerCache } from './provider_cache.ts';
import { providerRoutes } from './provider_routes.ts';
import { signInRoutes } from './sign_in_routes.ts';
import { router } from '../openapi.ts';
import { scriptRoutes } from './script_routes.ts';

export const authRoutes = (house: House) => {
  const providers = providerCache(() => house.now());
  return router()
    .route('/', signInRoutes(house, providers))
    .route('/', invitationRoutes(house, providers))
    .route('/', meRoutes(house))
    .route('/', myWaysRoutes(house, providers))
    .route('/', peopleRoutes(house))
    .route('/', providerRoutes(house))
    .route('/', scriptRoutes(house));
};
