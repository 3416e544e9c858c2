/** Generated from api/openapi.json by `npm run openapi`: do not edit. */
export interface paths {
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getSignInWays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["signInByPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["sendSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/enrol": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["enrolSecondFactor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/passkey/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["beginPasskeySignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["signInByPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/openid": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["beginProviderSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/openid/{agency}/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["completeProviderSignIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["signInAsSamplePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["readInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["beginInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/openid": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["acceptInvitationAtProvider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["joinByInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/agency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["switchAgency"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listMySessions"];
        put?: never;
        post?: never;
        delete: operations["endMyOtherSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listPeopleSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["createMyToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/ways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getMySignInWays"];
        put?: never;
        post: operations["addMySignInWay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/ways/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["changeMyPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/ways/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["beginMySignInWay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/ways/openid": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["linkMyProviderAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/ways/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["removeMyAuthenticatorApp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/ways/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["removeMyPasskey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listPeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["invitePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["withdrawInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["changePersonRoles"];
        trace?: never;
    };
    "/api/people/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["endMembership"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["disablePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["enablePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{id}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["resetPersonSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/first-administrator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["inviteFirstAdministrator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agency/provider": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getProvider"];
        put: operations["saveProvider"];
        post?: never;
        delete: operations["removeProvider"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scripts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["createScriptToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partnership": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getPartnership"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["createAgency"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/areas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listAreas"];
        put?: never;
        post: operations["addAreas"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/areas/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getArea"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listDatasets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deliveries/reminders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["sendDeliveryReminder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/residents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getResidents"];
        put?: never;
        post: operations["addResidents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/nearby": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getNearby"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/landmarks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["replaceLandmarks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listImports"];
        put?: never;
        post: operations["createImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getImport"];
        put?: never;
        post?: never;
        delete: operations["undoImport"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/mapping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["changeImportMapping"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["commitImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hexes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getHexes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hexes/{cell}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getHex"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getFacets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hotspots/significance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getSignificance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hotspots/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getEvidenceSources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getSourceMarks"];
        put: operations["setSourceMarks"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hotspots/prediction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getPrediction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hotspots/near-repeats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getNearRepeats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hotspots/density": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getDensity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hotspots/persistence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getPersistence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hotspots/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getChange"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hotspots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listHotspots"];
        put?: never;
        post: operations["createHotspot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hotspots/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getHotspot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["changeHotspot"];
        trace?: never;
    };
    "/api/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listSubscriptions"];
        put?: never;
        post: operations["saveSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscriptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["removeSubscription"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listActions"];
        put?: never;
        post: operations["createAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getAction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["changeAction"];
        trace?: never;
    };
    "/api/actions/{id}/moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["moveAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["addActionProgress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/milestones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["addMilestone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/milestones/{milestone}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["removeMilestone"];
        options?: never;
        head?: never;
        patch: operations["changeMilestone"];
        trace?: never;
    };
    "/api/actions/{id}/proposals/{proposal}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["acceptActionProposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/proposals/{proposal}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["declineActionProposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/actions/{id}/proposals/{proposal}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["withdrawActionProposal"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/finds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listFinds"];
        put?: never;
        post: operations["createFind"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listViews"];
        put?: never;
        post: operations["saveView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["removeView"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listNotices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["previewExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["exportIncidents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["exportActions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agreements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listAgreements"];
        put?: never;
        post: operations["createAgreement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agreements/{id}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["acceptAgreement"];
        delete: operations["leaveAgreement"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agreements/{id}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["revokeAgreement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/history/{subject}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["searchAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["checkAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listReleases"];
        put?: never;
        post: operations["createRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/releases/{period}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["stopRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/quarterly": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getQuarterlyReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getRetention"];
        put: operations["setRetention"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/retention/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["previewRetention"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/retention/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["runRetention"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/backups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listBackups"];
        put?: never;
        post: operations["createBackup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/rejects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getImportRejects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["replaceOrders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Health: {
            /**
             * @description read_only: the disk is nearly full, or the database takes no writes; reading goes on
             * @enum {string}
             */
            status: "ok" | "read_only";
            database: {
                /** @enum {string} */
                engine: "embedded" | "server";
                version: string;
                postgis: string;
            };
            /** @description Rows of all agencies; null unless the operator asks, or somebody at this machine */
            incidents: number | null;
            /** @description Days since the newest backup in BACKUP_DIR was made, and was verified; to the same callers */
            backup: {
                made_days: number | null;
                verified_days: number | null;
            } | null;
            /** @description Bytes on the disk of the data folder, and how many must be free for writes; null as incidents is */
            disk: {
                free: number;
                total: number;
                needed: number;
            } | null;
        };
        WaysIn: {
            me: components["schemas"]["Me"] | null;
            first_administrator: boolean;
            passkeys: string | null;
            agencies: {
                slug: string;
                name: string;
            }[];
            sample_people: {
                /** Format: uuid */
                id: string;
                name: string;
                agency: string;
                roles: ("administrator" | "analyst" | "tasking" | "owner" | "street" | "reader")[];
                about: string;
            }[] | null;
        };
        Me: {
            /** Format: uuid */
            id: string;
            name: string;
            email: string | null;
            agency: {
                slug: string;
                name: string;
                /** @enum {string} */
                kind: "police" | "council" | "nhs" | "ambulance" | "fire" | "probation" | "drug_service" | "housing" | "other";
            };
            roles: ("administrator" | "analyst" | "tasking" | "owner" | "street" | "reader")[];
            may: ("partnership.read" | "counts.read" | "points.read" | "finds.read" | "finds.log" | "exports.make" | "imports.read" | "imports.manage" | "actions.read" | "hotspots.edit" | "actions.assign" | "actions.report" | "views.save" | "agreements.read" | "agreements.manage" | "people.manage" | "audit.read" | "partnership.manage")[];
            others: {
                slug: string;
                name: string;
            }[];
            /** @enum {string} */
            kind: "browser" | "phone" | "script" | "operator";
            sample: boolean;
            recent_until: string | null;
        };
        SignInStep: {
            /** @enum {string} */
            next: "signed_in";
            me: components["schemas"]["Me"];
        } | {
            /** @enum {string} */
            next: "code";
            attempt: string;
        } | {
            /** @enum {string} */
            next: "passkey";
        } | {
            /** @enum {string} */
            next: "enrol";
            attempt: string;
            totp: {
                secret: string;
                uri: string;
            };
            passkey: {
                challenge: string;
            } | null;
        };
        PasswordSignIn: {
            email: string;
            password: string;
            code?: string;
        };
        SecondFactor: {
            attempt: string;
            code: string;
        };
        Enrolment: {
            attempt: string;
            code?: string;
            passkey?: {
                label: string;
                response: components["schemas"]["PasskeyMade"];
            };
        };
        PasskeyMade: {
            id: string;
            rawId: string;
            /** @enum {string} */
            type: "public-key";
            response: {
                clientDataJSON: string;
                attestationObject: string;
                transports?: string[];
            };
            clientExtensionResults: {
                [key: string]: unknown;
            };
        };
        PasskeyRequest: {
            attempt: string;
            options: {
                challenge: string;
            };
        };
        PasskeySignIn: {
            attempt: string;
            response: components["schemas"]["PasskeyShown"];
        };
        PasskeyShown: {
            id: string;
            rawId: string;
            /** @enum {string} */
            type: "public-key";
            response: {
                clientDataJSON: string;
                authenticatorData: string;
                signature: string;
                userHandle?: string;
            };
            clientExtensionResults: {
                [key: string]: unknown;
            };
        };
        OpenIdJourney: {
            url: string;
        };
        OpenIdStart: {
            agency: string;
        };
        SampleSignIn: {
            /** Format: uuid */
            id: string;
        };
        InvitationFacts: {
            /** @enum {string} */
            kind: "person" | "reset" | "first_administrator";
            agency: {
                slug: string;
                name: string;
            } | null;
            roles: ("administrator" | "analyst" | "tasking" | "owner" | "street" | "reader")[];
            name: string | null;
            email: string | null;
            invited_by: string | null;
            expires_at: string;
            second_factor: boolean;
            openid: boolean;
            names_agency: boolean;
            agencies: {
                slug: string;
                name: string;
            }[];
        };
        InvitationToken: {
            token: string;
        };
        InvitationBegun: {
            attempt: string;
            totp: {
                secret: string;
                uri: string;
            };
            passkey: {
                challenge: string;
            } | null;
        };
        InvitationBegin: {
            token: string;
            email?: string;
            name?: string;
            password?: string;
            agency?: {
                slug: string;
            } | {
                slug: string;
                name: string;
                /** @enum {string} */
                kind: "police" | "council" | "nhs" | "ambulance" | "fire" | "probation" | "drug_service" | "housing" | "other";
            };
        };
        InvitationAccept: {
            token: string;
            attempt: string;
            name?: string;
            email?: string;
            agency?: {
                slug: string;
            } | {
                slug: string;
                name: string;
                /** @enum {string} */
                kind: "police" | "council" | "nhs" | "ambulance" | "fire" | "probation" | "drug_service" | "housing" | "other";
            };
            password?: string;
            code?: string;
            passkey?: {
                label: string;
                response: components["schemas"]["PasskeyMade"];
            };
        };
        AgencySwitch: {
            agency: string;
        };
        Sessions: {
            sessions: components["schemas"]["SessionFacts"][];
        };
        SessionFacts: {
            /** Format: uuid */
            id: string;
            person: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            agency: string;
            /** @enum {string} */
            kind: "browser" | "phone" | "script";
            label: string;
            created_at: string;
            last_seen_at: string;
            expires_at: string;
            current: boolean;
        };
        ScriptToken: {
            token: string;
            session: components["schemas"]["SessionFacts"];
        };
        NewScriptToken: {
            label: string;
            days: number;
        };
        MyWays: {
            password: boolean;
            totp: boolean;
            passkeys: {
                id: number;
                label: string;
                created_at: string;
                last_used_at: string | null;
            }[];
            providers: string[];
            second_factor: boolean;
        };
        PasswordChange: {
            password: string;
        };
        People: {
            people: components["schemas"]["PersonFacts"][];
            invitations: components["schemas"]["OpenInvitation"][];
        };
        PersonFacts: {
            /** Format: uuid */
            id: string;
            name: string;
            email: string | null;
            roles: ("administrator" | "analyst" | "tasking" | "owner" | "street" | "reader")[];
            since: string;
            ended_at: string | null;
            disabled_at: string | null;
            ways: {
                password: boolean;
                totp: boolean;
                passkeys: number;
                provider: boolean;
            };
            last_seen_at: string | null;
            elsewhere: boolean;
        };
        OpenInvitation: {
            id: number;
            /** @enum {string} */
            kind: "person" | "reset";
            name: string;
            email: string | null;
            roles: ("administrator" | "analyst" | "tasking" | "owner" | "street" | "reader")[];
            created_at: string;
            expires_at: string;
        };
        InvitationLink: {
            id: number;
            link: string;
            expires_at: string;
        };
        NewInvitation: {
            email: string;
            name: string;
            roles: ("administrator" | "analyst" | "tasking" | "owner" | "street" | "reader")[];
        };
        RolesChange: {
            roles: ("administrator" | "analyst" | "tasking" | "owner" | "street" | "reader")[];
        };
        AgencyProvider: {
            provider: components["schemas"]["ProviderSettings"] | null;
            redirect_uri: string;
        };
        ProviderSettings: {
            issuer: string;
            client_id: string;
            has_secret: boolean;
            tenant: string | null;
            enabled: boolean;
        };
        ProviderChange: {
            issuer: string;
            client_id: string;
            secret?: string | null;
            tenant: string | null;
            enabled: boolean;
        };
        NewScript: {
            label: string;
            days: number;
            roles: ("administrator" | "analyst" | "tasking" | "owner" | "street" | "reader")[];
        };
        Partnership: {
            name: string;
            synthetic: boolean;
            agencies: components["schemas"]["Agency"][];
            kinds: {
                /** @enum {string} */
                kind: "crime" | "asb" | "needle_find" | "alcohol";
                label: string;
            }[];
            types: {
                id: number;
                /** @enum {string} */
                kind: "crime" | "asb" | "needle_find" | "alcohol";
                slug: string;
                label: string;
            }[];
            areas: components["schemas"]["AreaSummary"][];
            places: {
                name: string;
                longitude: number;
                latitude: number;
                weight: number;
            }[];
            basemap: {
                /** @enum {string} */
                form: "none" | "pmtiles" | "style";
                url: string | null;
            };
            history: {
                first: components["schemas"]["Day"];
                last: components["schemas"]["Day"];
            } | null;
            incidents: number;
            without_place: number;
            seen: components["schemas"]["Seen"][];
            datasets: {
                agency: string;
                slug: string;
                name: string;
                /** @description that it has ever brought */
                kinds: ("crime" | "asb" | "needle_find" | "alcohol")[];
                /** @description months of the history (first days) that it has not delivered: before its first, between, after its last */
                missing_months: components["schemas"]["Day"][];
            }[];
            /**
             * Format: date
             * @description last day of the last month that the feeds with most of the records have delivered: where windows end unless another is chosen; null: none
             * @example 2026-10-31
             */
            delivered_to: string | null;
        };
        Agency: {
            id: number;
            slug: string;
            name: string;
            /** @enum {string} */
            kind: "police" | "council" | "nhs" | "ambulance" | "fire" | "probation" | "drug_service" | "housing" | "other";
        };
        AreaSummary: {
            slug: string;
            name: string;
            /** @enum {string} */
            kind: "district" | "ward" | "custom";
            bbox: [
                number,
                number,
                number,
                number
            ];
            source: string;
        };
        /**
         * Format: date
         * @example 2026-10-31
         */
        Day: string;
        Seen: {
            agency: string;
            /** @enum {string} */
            kind: "crime" | "asb" | "needle_find" | "alcohol";
            /** @enum {string} */
            level: "own" | "point" | "cell" | "none";
            max_sensitivity: number | null;
            resolution: number | null;
            threshold: number | null;
            all_resolution: number | null;
            counted_to: string | null;
            next_closes_on: components["schemas"]["Day"] | null;
        };
        AreaCollection: {
            /** @enum {string} */
            type: "FeatureCollection";
            features: components["schemas"]["AreaFeature"][];
        };
        AreaFeature: {
            /** @enum {string} */
            type: "Feature";
            id: string;
            properties: {
                slug: string;
                name: string;
                kind: string;
                source: string;
            };
            geometry: {
                /** @enum {string} */
                type: "Polygon";
                coordinates: number[][][];
            } | {
                /** @enum {string} */
                type: "MultiPolygon";
                coordinates: number[][][][];
            };
        };
        Deliveries: {
            today: components["schemas"]["Day"];
            feeds: {
                agency: string;
                dataset: string;
                name: string;
                /**
                 * Format: date
                 * @description the latest month of which anything arrived
                 * @example 2026-10-31
                 */
                last_month: string;
                last_received_on: components["schemas"]["Day"];
                /** @description since something last arrived for the first time */
                days_since: number;
                quarters: {
                    /** @description as in 2025-Q3 */
                    quarter: string;
                    from: components["schemas"]["Day"];
                    to: components["schemas"]["Day"];
                    /**
                     * Format: date
                     * @description last day of the quarter after it (SI 2007/1831)
                     * @example 2026-10-31
                     */
                    expected_by: string;
                    /**
                     * Format: date
                     * @description London day on which the last of its months first arrived
                     * @example 2026-10-31
                     */
                    received_on: string | null;
                    /** @enum {string} */
                    state: "received" | "late" | "missing" | "due";
                    months_missing: components["schemas"]["Day"][];
                    /** @description records of the quarter that you may read one by one; null: none of them */
                    rows: number | null;
                    reminders: {
                        on: components["schemas"]["Day"];
                        /** @enum {string} */
                        why: "due_soon" | "missing" | "asked";
                        /** @description the agency that sent it; null: the calendar did */
                        by: string | null;
                        /** @description how many were notified; 0: nobody there uploads files */
                        people: number;
                    }[];
                }[];
            }[];
        };
        ResidentsLayer: {
            zones: number;
            residents: number;
            sources: string[];
        };
        Nearby: {
            cell: components["schemas"]["Cell"];
            metres: number;
            landmarks: {
                /** @enum {string} */
                kind: "needle_exchange" | "sharps_bin" | "licensed_premises" | "school" | "other";
                /** @description how many stand within `metres` of the hexagon’s centre */
                within: number;
                nearest: {
                    name: string;
                    metres: number;
                };
                source: string;
            }[];
            orders: {
                name: string;
                what: string;
                starts_on: components["schemas"]["Day"];
                ends_on: components["schemas"]["Day"];
                source: string;
                /** @enum {string} */
                state: "scheduled" | "in_force" | "ending" | "ended";
            }[];
        };
        /** @example 89195193393ffff */
        Cell: string;
        NewLandmarks: {
            /** @enum {string} */
            kind: "needle_exchange" | "sharps_bin" | "licensed_premises" | "school" | "other";
            source: string;
            landmarks: {
                name: string;
                latitude: number;
                longitude: number;
            }[];
        };
        ImportSummary: {
            id: number;
            agency: string;
            dataset: string;
            dataset_name: string;
            /** @description what its rows are stored with, 0 to 3 */
            sensitivity: number;
            file_name: string;
            file_bytes: number;
            format: string | null;
            dry_run: boolean;
            /** @enum {string} */
            state: "received" | "reading" | "previewed" | "committing" | "done" | "failed" | "undone" | "discarded";
            problem: {
                code: string;
                sentence: string;
            } | null;
            progress: {
                bytes_read: number;
                bytes: number;
            };
            rows: {
                read: number;
                accepted: number;
                already_present: number;
                changed: number;
                withdrawn: number;
                rejected: number;
                /** @description of those in the file; kept, counted, off the map */
                without_place: number;
            };
            first_day: components["schemas"]["Day"] | null;
            last_day: components["schemas"]["Day"] | null;
            /** @enum {string|null} */
            grid_method: "ostn15" | "helmert" | null;
            created_at: string;
            finished_at: string | null;
        };
        Import: {
            id: number;
            agency: string;
            dataset: string;
            dataset_name: string;
            /** @description what its rows are stored with, 0 to 3 */
            sensitivity: number;
            file_name: string;
            file_bytes: number;
            format: string | null;
            mapping: {
                columns: {
                    reference?: string;
                    category?: string;
                    started?: string;
                    started_time?: string;
                    ended?: string;
                    ended_time?: string;
                    month?: string;
                    longitude?: string;
                    latitude?: string;
                    easting?: string;
                    northing?: string;
                    grid_reference?: string;
                    needles?: string;
                    location?: string;
                    place_type?: string;
                    outcome?: string;
                    force?: string;
                    notes?: string;
                };
                /** @enum {string} */
                kind: "crime" | "asb" | "needle_find" | "alcohol" | "by-category";
                types: {
                    [key: string]: string;
                };
                /** @enum {string|null} */
                dayOrder: "dmy" | "mdy" | "ymd" | "iso" | null;
                /**
                 * @default minute
                 * @enum {string}
                 */
                finestTime: "minute" | "hour" | "day" | "month";
                /**
                 * @default null
                 * @enum {string|null}
                 */
                placePrecision: "exact" | "snapped" | "area" | null;
                /**
                 * @default null
                 * @enum {string|null}
                 */
                delimiter: "," | ";" | "\t" | "|" | null;
                /**
                 * @default null
                 * @enum {string|null}
                 */
                encoding: "utf-8" | "windows-1252" | "utf-16le" | "utf-16be" | null;
                /** @default null */
                sheet: string | null;
            } | null;
            columns: {
                name: string;
                examples: string[];
            }[] | null;
            sheets: string[];
            questions: {
                /** @enum {string} */
                about: "day-order" | "kind" | "types" | "when" | "encoding";
                sentence: string;
                choices: string[];
            }[];
            dry_run: boolean;
            /** @enum {string} */
            state: "received" | "reading" | "previewed" | "committing" | "done" | "failed" | "undone" | "discarded";
            problem: {
                code: string;
                sentence: string;
            } | null;
            progress: {
                bytes_read: number;
                bytes: number;
            };
            rows: {
                read: number;
                accepted: number;
                already_present: number;
                changed: number;
                withdrawn: number;
                rejected: number;
                /** @description of those in the file; kept, counted, off the map */
                without_place: number;
            };
            first_problems: {
                /** @description the file inside the archive */
                part: string;
                line: number;
                column: string;
                value: string;
                reason: string;
            }[];
            preview: {
                resolution: number;
                cells: {
                    cell: components["schemas"]["Cell"];
                    total: number;
                }[];
                kinds: {
                    /** @enum {string} */
                    kind: "crime" | "asb" | "needle_find" | "alcohol" | "sweep";
                    total: number;
                }[];
                types: {
                    slug: string;
                    total: number;
                }[];
                skipped: {
                    name: string;
                    reason: string;
                }[];
            } | null;
            first_day: components["schemas"]["Day"] | null;
            last_day: components["schemas"]["Day"] | null;
            /** @enum {string|null} */
            grid_method: "ostn15" | "helmert" | null;
            created_at: string;
            finished_at: string | null;
        };
        Hexes: {
            resolution: number;
            from: components["schemas"]["Day"];
            to: components["schemas"]["Day"];
            total: number;
            /** @description null: no area and no polygon was chosen */
            counted_by: {
                /** @description whether the points in the outline were counted; false: whole hexagons were */
                outline: boolean;
                /** @description of those hexagons: who may not read incidents one by one counts drawn polygons, and windows that are not whole months, by hexagons whose centre lies inside */
                resolution: number | null;
                /** @description `cells` are whole hexagons, those at the outline too: a part of one is for those who may read incidents one by one. Their sum is larger than the total */
                whole_cells: boolean;
                /** @description of the total: others’ counts of whole months, which are known by hexagon only. Those whose centre lies inside are counted */
                by_hexagon: number;
            } | null;
            /** @description for `area=partnership` without a box: what lies outside its outlines; null: not counted */
            outside: number | null;
            left_out: {
                /** @description have no location */
                no_place: number;
                /** @description are known by month only, and the window cuts that month */
                month_only: number;
            };
            /** @description feeds left out for from2 and to2, with the months of either window that they lack */
            gaps: {
                agency: string;
                dataset: string;
                kinds: ("crime" | "asb" | "needle_find" | "alcohol")[];
                months: components["schemas"]["Day"][];
            }[];
            cells: {
                cell: components["schemas"]["Cell"];
                total: number;
                counts: {
                    crime?: number;
                    asb?: number;
                    needle_find?: number;
                    alcohol?: number;
                };
            }[];
        };
        HexCollection: {
            /** @enum {string} */
            type: "FeatureCollection";
            resolution: number;
            from: components["schemas"]["Day"];
            to: components["schemas"]["Day"];
            left_out: {
                no_place: number;
                month_only: number;
            };
            features: {
                /** @enum {string} */
                type: "Feature";
                id: components["schemas"]["Cell"];
                /** @description and a count of each kind, and the marking */
                properties: {
                    cell: components["schemas"]["Cell"];
                    total: number;
                } & {
                    [key: string]: unknown;
                };
                geometry: {
                    /** @enum {string} */
                    type: "Polygon";
                    coordinates: number[][][];
                };
            }[];
        } & {
            [key: string]: unknown;
        };
        HexDetail: {
            cell: components["schemas"]["Cell"];
            resolution: number;
            from: components["schemas"]["Day"];
            to: components["schemas"]["Day"];
            total: number;
            kinds: {
                /** @enum {string} */
                kind: "crime" | "asb" | "needle_find" | "alcohol";
                total: number;
            }[];
            types: {
                slug: string;
                total: number;
            }[];
            agencies: {
                slug: string;
                total: number;
            }[];
            months: {
                month: components["schemas"]["Day"];
                /** @description null: no feed with records here has delivered it, so that it is not known */
                total: number | null;
                /** @description a feed with records here has not delivered it */
                missing: boolean;
            }[];
            /** @description of the window, by no feed with records here: the total is not known, it is not 0 */
            nothing_delivered: boolean;
            clock: number[][] | null;
            /** @description not told to those who may not read incidents one by one, because the hexagon is too small for it: the clock, the months, the month that is not over */
            withheld: ("clock" | "months" | "open_month")[];
            without_hour: number;
            /** @description needles found, by the lower end of each estimate */
            needles: number;
            /** @description incidents in the six hexagons around it */
            neighbours: number;
            left_out: {
                /** @description are known by month only, and the window cuts that month */
                month_only: number;
            };
            seen: components["schemas"]["Seen"][];
            counts_only: number;
            actions: {
                id: number;
                hotspot: string;
                what: string;
                state: string;
            }[];
        };
        Timeline: {
            first: components["schemas"]["Day"];
            last: components["schemas"]["Day"];
            /**
             * @description month, quarter: in hexagons so small the caller may not count days; `months` has every incident, a line a step that is over
             * @enum {string}
             */
            step: "day" | "month" | "quarter";
            days: {
                crime?: number[];
                asb?: number[];
                needle_find?: number[];
                alcohol?: number[];
            };
            months: {
                month: components["schemas"]["Day"];
                counts: {
                    crime?: number;
                    asb?: number;
                    needle_find?: number;
                    alcohol?: number;
                };
            }[];
        };
        Facets: {
            types: {
                slug: string;
                total: number;
            }[];
            agencies: {
                slug: string;
                total: number;
            }[];
            left_out: {
                /** @description have no location */
                no_place: number;
                /** @description are known by month only, and the window cuts that month */
                month_only: number;
            };
            /** @description null: no area and no polygon was chosen */
            counted_by: {
                /** @description whether the points in the outline were counted; false: whole hexagons were */
                outline: boolean;
                /** @description of those hexagons: who may not read incidents one by one counts drawn polygons, and windows that are not whole months, by hexagons whose centre lies inside */
                resolution: number | null;
                /** @description `cells` are whole hexagons, those at the outline too: a part of one is for those who may read incidents one by one. Their sum is larger than the total */
                whole_cells: boolean;
                /** @description of the total: others’ counts of whole months, which are known by hexagon only. Those whose centre lies inside are counted */
                by_hexagon: number;
            } | null;
        };
        Significance: {
            resolution: number;
            from: components["schemas"]["Day"];
            to: components["schemas"]["Day"];
            k: number;
            /** @enum {string} */
            mode: "busy" | "usual";
            /** @description the earlier windows that the place is compared with, the most alike first; empty in mode busy */
            like: {
                from: components["schemas"]["Day"];
                to: components["schemas"]["Day"];
            }[];
            /** @enum {string} */
            measure: "count" | "rate";
            /** @description of the week, where any were requested; null: all */
            hours: {
                hours: [
                    number,
                    number
                ] | null;
                weekdays: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
            } | null;
            method: string;
            /** @description name of the study area; null: the whole partnership */
            area: string | null;
            cells_in_area: number;
            cells_tested: number;
            /** @description counted in the study area */
            incidents: number;
            left_out: {
                /** @description have no location */
                no_place: number;
                /** @description are known by month only, and the window cuts that month */
                month_only: number;
                /** @description do not know their hour, where hours were requested */
                no_hour: number;
            };
            /** @description of the incidents: others’ counts of whole months */
            counts_only: number;
            gaps: {
                agency: string;
                dataset: string;
                kinds: ("crime" | "asb" | "needle_find" | "alcohol")[];
                months: components["schemas"]["Day"][];
            }[];
            refused: {
                /** @enum {string} */
                reason: "no_study_area" | "too_many_cells" | "too_few_cells" | "too_few_incidents" | "all_equal" | "months_only_too_fine" | "months_only_no_hours" | "nothing_received" | "nothing_hot" | "no_residents" | "not_over" | "longer_than_a_year" | "no_records" | "not_delivered" | "months_only_cut" | "counts_only" | "no_like_windows";
                why: string;
                /** @description what would make it possible */
                instead: string;
                /** @description a size of hexagons at which the same request is answered; null: none, or none was looked for */
                resolution: number | null;
            } | null;
            cells: {
                cell: components["schemas"]["Cell"];
                count: number;
                /** @description per 1,000 residents; null: not requested, or too few residents for one */
                rate: number | null;
                /** @description 95 %, exact for a Poisson count; null as rate */
                rate_interval: {
                    low: number;
                    high: number;
                } | null;
                /**
                 * @description why there is no rate; or visitors: more than one incident for each ten residents, so that those at risk are not those who live here. null: not requested, or nothing to say
                 * @enum {string|null}
                 */
                rate_note: "visitors" | "too_few_residents" | "residents_unknown" | null;
                /** @description an estimate by areal weighting; null: unknown */
                residents: number | null;
                /** @description null: not tested, or mode usual */
                z: number | null;
                /** @description mode usual: incidents of the hexagon and its neighbours */
                here: number | null;
                /** @description mode usual: their mean over the earlier windows, as many days */
                usual: number | null;
                /** @description busy: two-sided, the larger of that of z as a normal deviate and of the tail of chance; usual: one-sided, of more */
                p: number | null;
                /** @description p adjusted by Benjamini and Hochberg */
                q: number | null;
                /** @enum {string} */
                class: "hot_99" | "hot_95" | "hot_90" | "cold_99" | "cold_95" | "cold_90" | "none" | "untested";
            }[];
        };
        EvidenceSources: {
            resolution: number;
            from: components["schemas"]["Day"];
            to: components["schemas"]["Day"];
            k: number;
            area: string | null;
            /** @description why nothing is tested on all records */
            refused: {
                /** @enum {string} */
                reason: "no_study_area" | "too_many_cells" | "too_few_cells" | "too_few_incidents" | "all_equal" | "months_only_too_fine" | "months_only_no_hours" | "nothing_received" | "nothing_hot" | "no_residents" | "not_over" | "longer_than_a_year" | "no_records" | "not_delivered" | "months_only_cut" | "counts_only" | "no_like_windows";
                why: string;
                /** @description what would make it possible */
                instead: string;
                /** @description a size of hexagons at which the same request is answered; null: none, or none was looked for */
                resolution: number | null;
            } | null;
            /** @description why nothing is tested on the public’s reports alone */
            refused_public: {
                /** @enum {string} */
                reason: "no_study_area" | "too_many_cells" | "too_few_cells" | "too_few_incidents" | "all_equal" | "months_only_too_fine" | "months_only_no_hours" | "nothing_received" | "nothing_hot" | "no_residents" | "not_over" | "longer_than_a_year" | "no_records" | "not_delivered" | "months_only_cut" | "counts_only" | "no_like_windows";
                why: string;
                /** @description what would make it possible */
                instead: string;
                /** @description a size of hexagons at which the same request is answered; null: none, or none was looked for */
                resolution: number | null;
            } | null;
            /** @description hot places; or the one cell that was asked for */
            cells: {
                cell: components["schemas"]["Cell"];
                total: number;
                public: number;
                looked: number;
                effort: number;
                /** @description counted by kind alone under an agreement: how they came to be known is not */
                unknown: number;
                /** @enum {string} */
                class: "hot_99" | "hot_95" | "hot_90" | "cold_99" | "cold_95" | "cold_90" | "none" | "untested";
                /**
                 * @description the same test on what the public reported alone
                 * @enum {string}
                 */
                class_public: "hot_99" | "hot_95" | "hot_90" | "cold_99" | "cold_95" | "cold_90" | "none" | "untested";
            }[];
        };
        SourceMarks: {
            /** @description the mark of every type, where an agency has not corrected it */
            types: {
                type: string;
                /**
                 * @description public: somebody reported it; looked: officers found it by looking; effort: found by counted effort, such as sweeps
                 * @enum {string}
                 */
                source: "public" | "looked" | "effort";
            }[];
            /** @description what agencies say of their own records */
            corrected: {
                type: string;
                /**
                 * @description public: somebody reported it; looked: officers found it by looking; effort: found by counted effort, such as sweeps
                 * @enum {string}
                 */
                source: "public" | "looked" | "effort";
                agency: string;
            }[];
        };
        NewSourceMarks: {
            /** @description all corrections of the caller’s agency: types that are not among them have the usual mark */
            marks: {
                type: string;
                /**
                 * @description public: somebody reported it; looked: officers found it by looking; effort: found by counted effort, such as sweeps
                 * @enum {string}
                 */
                source: "public" | "looked" | "effort";
            }[];
        };
        Prediction: {
            resolution: number;
            k: number;
            method: string;
            /** @description name of the study area; null: the whole partnership */
            area: string | null;
            earlier: {
                from: components["schemas"]["Day"];
                to: components["schemas"]["Day"];
                /** @description counted in the study area */
                incidents: number;
                /** @description of the incidents: others’ counts of whole months */
                counts_only: number;
                left_out: {
                    /** @description have no location */
                    no_place: number;
                    /** @description are known by month only, and the window cuts that month */
                    month_only: number;
                    /** @description do not know their hour, where hours were requested */
                    no_hour: number;
                };
                gaps: {
                    agency: string;
                    dataset: string;
                    kinds: ("crime" | "asb" | "needle_find" | "alcohol")[];
                    months: components["schemas"]["Day"][];
                }[];
            };
            later: {
                from: components["schemas"]["Day"];
                to: components["schemas"]["Day"];
                /** @description counted in the study area */
                incidents: number;
                /** @description of the incidents: others’ counts of whole months */
                counts_only: number;
                left_out: {
                    /** @description have no location */
                    no_place: number;
                    /** @description are known by month only, and the window cuts that month */
                    month_only: number;
                    /** @description do not know their hour, where hours were requested */
                    no_hour: number;
                };
                gaps: {
                    agency: string;
                    dataset: string;
                    kinds: ("crime" | "asb" | "needle_find" | "alcohol")[];
                    months: components["schemas"]["Day"][];
                }[];
            };
            refused: {
                /** @enum {string} */
                reason: "no_study_area" | "too_many_cells" | "too_few_cells" | "too_few_incidents" | "all_equal" | "months_only_too_fine" | "months_only_no_hours" | "nothing_received" | "nothing_hot" | "no_residents" | "not_over" | "longer_than_a_year" | "no_records" | "not_delivered" | "months_only_cut" | "counts_only" | "no_like_windows";
                why: string;
                /** @description what would make it possible */
                instead: string;
                /** @description a size of hexagons at which the same request is answered; null: none, or none was looked for */
                resolution: number | null;
                /** @enum {string} */
                of: "earlier" | "later";
            } | null;
            /** @description hexagons tested in the earlier period, and with no delivery missing in the later */
            cells_compared: number;
            /** @description of these, hot in the earlier period */
            cells_hot: number;
            /** @description of the later period, in the hexagons compared */
            incidents_compared: number;
            /** @description of these, in hexagons that had been hot */
            incidents_caught: number;
            /** @description incidents caught, as a share of all compared */
            hit_rate: number | null;
            /** @description hot hexagons, as a share of all compared */
            area_share: number | null;
            /** @description hit rate by share of area: 1 is what watching any hexagons would give */
            pai: number | null;
            /** @description PAI by the best that any choice of as many hexagons could have had */
            pei: number | null;
            /** @description what the busiest hexagons of a plain count would have caught, as many as were hot; none where refused, or where the caller is not given such a window */
            yardsticks: {
                /**
                 * @description the last whole month, or the last twelve, before the later period
                 * @enum {string}
                 */
                of: "last_month" | "last_year";
                from: components["schemas"]["Day"];
                to: components["schemas"]["Day"];
                /** @description too little of it was delivered to choose from */
                nothing_delivered: boolean;
                /** @description by as many of its busiest hexagons; of hexagons alike at the edge their average */
                incidents_caught: number | null;
                hit_rate: number | null;
                pai: number | null;
                pei: number | null;
                /** @description it caught more than the hot hexagons did */
                better: boolean;
            }[];
            cells: {
                cell: components["schemas"]["Cell"];
                /** @enum {string} */
                class: "hot_99" | "hot_95" | "hot_90" | "cold_99" | "cold_95" | "cold_90" | "none" | "untested";
                count: number;
            }[];
        };
        NearRepeats: {
            from: components["schemas"]["Day"];
            to: components["schemas"]["Day"];
            area: string | null;
            method: string;
            /**
             * @description what metres are measured by
             * @enum {string}
             */
            distance: "euclidean" | "manhattan";
            seed: number;
            permutations: number;
            /** @description with an exact place and a day */
            incidents: number;
            left_out: {
                /** @description are known by month only */
                month_only: number;
                /** @description have a place that stands for several, or for an area */
                snapped: number;
                no_place: number;
                /** @description happened within a span of three days or more */
                long_span: number;
            };
            refused: {
                /** @enum {string} */
                reason: "months_only" | "snapped" | "too_few_incidents" | "too_many_pairs";
                why: string;
                /** @description what would make it possible */
                instead: string;
            } | null;
            bands: {
                from_metres: number;
                /** @description this distance is in the next band */
                to_metres: number;
                from_days: number;
                /** @description as above; null: all pairs further apart in time */
                to_days: number | null;
                /** @description pairs */
                observed: number;
                /** @description mean of the pairs over the permutations */
                expected: number;
                /** @description observed / expected; null where none is expected */
                ratio: number | null;
                /** @description one-sided: (1 + permutations with as many pairs or more) / (1 + all) */
                p: number;
                /** @description p adjusted by Benjamini and Hochberg over the bands of days */
                q: number | null;
                /** @description more pairs than chance gives, at q ≤ 0.05 */
                significant: boolean;
            }[];
            risk_now: {
                cell: components["schemas"]["Cell"];
                /** @description the largest of the bands that reach it */
                ratio: number;
                /** @description that it lies near of */
                incidents: number;
                /**
                 * Format: date
                 * @description last day that it is near of one, unless another follows
                 * @example 2026-10-31
                 */
                until: string;
            }[];
        };
        Density: {
            from: components["schemas"]["Day"];
            to: components["schemas"]["Day"];
            /** @description name of the study area; null: the whole partnership */
            area: string | null;
            method: string;
            /** @description h in metres; null: refused before it was chosen */
            bandwidth: number | null;
            /** @description what the rule of thumb gives: of the whole partnership, the same whichever area is shown */
            bandwidth_by_rule: number;
            /** @description of the hexagons in the response */
            resolution: number | null;
            /** @description that the surface is made of: with an exact place */
            incidents: number;
            left_out: {
                /** @description are known by month only */
                month_only: number;
                /** @description have a place that stands for several, or for an area */
                snapped: number;
                no_place: number;
            };
            refused: {
                /** @enum {string} */
                reason: "no_study_area" | "area_too_large" | "months_only" | "snapped" | "too_few_incidents" | "bandwidth_too_small" | "too_much";
                why: string;
                /** @description what would make it possible */
                instead: string;
            } | null;
            cells: {
                cell: components["schemas"]["Cell"];
                /** @description incidents per km², at its middle */
                density: number;
            }[];
        };
        Persistences: {
            resolution: number;
            /** @description whole months, oldest first; the last is that in which the window ends */
            months: {
                /**
                 * Format: date
                 * @description its first day
                 * @example 2026-10-31
                 */
                month: string;
                /** @description why nothing is said of it */
                refused: {
                    /** @enum {string} */
                    reason: "no_study_area" | "too_many_cells" | "too_few_cells" | "too_few_incidents" | "all_equal" | "months_only_too_fine" | "months_only_no_hours" | "nothing_received" | "nothing_hot" | "no_residents" | "not_over" | "longer_than_a_year" | "no_records" | "not_delivered" | "months_only_cut" | "counts_only" | "no_like_windows";
                    why: string;
                    /** @description what would make it possible */
                    instead: string;
                    /** @description a size of hexagons at which the same request is answered; null: none, or none was looked for */
                    resolution: number | null;
                } | null;
            }[];
            /** @description name of the study area; null: the whole partnership */
            area: string | null;
            /** @description those hot in at least one month; or the one requested */
            cells: {
                cell: components["schemas"]["Cell"];
                /** @enum {string} */
                persistence: "persistent" | "new" | "emerging" | "intermittent" | "former" | "unclear" | "none" | "unknown";
                /** @description hot: at 90 % or more; missing: not delivered, or not tested */
                months: ("hot" | "not" | "missing")[];
            }[];
        };
        Change: {
            resolution: number;
            /** @description name of the area; null: none was requested */
            area: string | null;
            cell: components["schemas"]["Cell"] | null;
            method: string;
            now: {
                from: components["schemas"]["Day"];
                to: components["schemas"]["Day"];
                /** @description what a count is divided by */
                days: number;
                left_out: {
                    /** @description have no location */
                    no_place: number;
                    /** @description are known by month only, and the window cuts that month */
                    month_only: number;
                };
            };
            year: {
                from: components["schemas"]["Day"];
                to: components["schemas"]["Day"];
                /** @description what a count is divided by */
                days: number;
                left_out: {
                    /** @description have no location */
                    no_place: number;
                    /** @description are known by month only, and the window cuts that month */
                    month_only: number;
                };
            };
            before: {
                from: components["schemas"]["Day"];
                to: components["schemas"]["Day"];
                /** @description what a count is divided by */
                days: number;
                left_out: {
                    /** @description have no location */
                    no_place: number;
                    /** @description are known by month only, and the window cuts that month */
                    month_only: number;
                };
            };
            kinds: {
                /** @description of the partnership’s counts of these kinds; in every interval */
                overdispersion: {
                    psi: number;
                    /**
                     * @description of which windows; the one nearest to those compared
                     * @enum {string}
                     */
                    step: "month" | "quarter";
                    /** @description 0: too little history, and another county’s is taken */
                    windows: number;
                    /** @description neighbourhoods of 10 or more a window; 0 as windows */
                    places: number;
                };
                now: {
                    /** @description as /api/hexes counts them */
                    count: number;
                    /** @description of the count: others’ counts of whole months, in no comparison */
                    counts_only: number;
                    /** @description no feed with records here has delivered any of it: the count is not known, it is not 0 */
                    nothing_delivered: boolean;
                };
                /** @description with the same period a year earlier */
                year: {
                    /** @description as /api/hexes counts them */
                    count: number;
                    /** @description of the count: others’ counts of whole months, in no comparison */
                    counts_only: number;
                    /** @description no feed with records here has delivered any of it: the count is not known, it is not 0 */
                    nothing_delivered: boolean;
                    /** @description feeds that have not delivered both periods, and the months that they lack: the comparison leaves them out */
                    gaps: {
                        agency: string;
                        dataset: string;
                        kinds: ("crime" | "asb" | "needle_find" | "alcohol")[];
                        months: components["schemas"]["Day"][];
                    }[];
                    /** @description what is compared: without those feeds, and without others’ counts; null: refused */
                    compared: {
                        now: number;
                        then: number;
                    } | null;
                    /** @description why nothing is compared */
                    refused: {
                        /** @enum {string} */
                        reason: "no_study_area" | "too_many_cells" | "too_few_cells" | "too_few_incidents" | "all_equal" | "months_only_too_fine" | "months_only_no_hours" | "nothing_received" | "nothing_hot" | "no_residents" | "not_over" | "longer_than_a_year" | "no_records" | "not_delivered" | "months_only_cut" | "counts_only" | "no_like_windows";
                        why: string;
                        /** @description what would make it possible */
                        instead: string;
                        /** @description a size of hexagons at which the same request is answered; null: none, or none was looked for */
                        resolution: number | null;
                    } | null;
                    /** @description incidents a day now, by incidents a day then; null: refused, or none then */
                    ratio: number | null;
                    /** @description 95 % interval of the ratio, exact (Poisson); null: refused */
                    low: number | null;
                    /** @description null: refused, or no upper end, because there were none then */
                    high: number | null;
                    /** @description null: refused, or too few for a percentage to mean anything */
                    percent: number | null;
                    /**
                     * @description null: refused
                     * @enum {string|null}
                     */
                    verdict: "up" | "down" | "no_clear_change" | "too_few_to_tell" | null;
                };
                /** @description with the period before, as long; whole months with whole months */
                before: {
                    /** @description as /api/hexes counts them */
                    count: number;
                    /** @description of the count: others’ counts of whole months, in no comparison */
                    counts_only: number;
                    /** @description no feed with records here has delivered any of it: the count is not known, it is not 0 */
                    nothing_delivered: boolean;
                    /** @description feeds that have not delivered both periods, and the months that they lack: the comparison leaves them out */
                    gaps: {
                        agency: string;
                        dataset: string;
                        kinds: ("crime" | "asb" | "needle_find" | "alcohol")[];
                        months: components["schemas"]["Day"][];
                    }[];
                    /** @description what is compared: without those feeds, and without others’ counts; null: refused */
                    compared: {
                        now: number;
                        then: number;
                    } | null;
                    /** @description why nothing is compared */
                    refused: {
                        /** @enum {string} */
                        reason: "no_study_area" | "too_many_cells" | "too_few_cells" | "too_few_incidents" | "all_equal" | "months_only_too_fine" | "months_only_no_hours" | "nothing_received" | "nothing_hot" | "no_residents" | "not_over" | "longer_than_a_year" | "no_records" | "not_delivered" | "months_only_cut" | "counts_only" | "no_like_windows";
                        why: string;
                        /** @description what would make it possible */
                        instead: string;
                        /** @description a size of hexagons at which the same request is answered; null: none, or none was looked for */
                        resolution: number | null;
                    } | null;
                    /** @description incidents a day now, by incidents a day then; null: refused, or none then */
                    ratio: number | null;
                    /** @description 95 % interval of the ratio, exact (Poisson); null: refused */
                    low: number | null;
                    /** @description null: refused, or no upper end, because there were none then */
                    high: number | null;
                    /** @description null: refused, or too few for a percentage to mean anything */
                    percent: number | null;
                    /**
                     * @description null: refused
                     * @enum {string|null}
                     */
                    verdict: "up" | "down" | "no_clear_change" | "too_few_to_tell" | null;
                };
                /** @enum {string} */
                kind: "crime" | "asb" | "needle_find" | "alcohol";
            }[];
            /** @description incidents of all requested kinds, never to be called crime; null: one kind was requested */
            total: {
                /** @description of the partnership’s counts of these kinds; in every interval */
                overdispersion: {
                    psi: number;
                    /**
                     * @description of which windows; the one nearest to those compared
                     * @enum {string}
                     */
                    step: "month" | "quarter";
                    /** @description 0: too little history, and another county’s is taken */
                    windows: number;
                    /** @description neighbourhoods of 10 or more a window; 0 as windows */
                    places: number;
                };
                now: {
                    /** @description as /api/hexes counts them */
                    count: number;
                    /** @description of the count: others’ counts of whole months, in no comparison */
                    counts_only: number;
                    /** @description no feed with records here has delivered any of it: the count is not known, it is not 0 */
                    nothing_delivered: boolean;
                };
                /** @description with the same period a year earlier */
                year: {
                    /** @description as /api/hexes counts them */
                    count: number;
                    /** @description of the count: others’ counts of whole months, in no comparison */
                    counts_only: number;
                    /** @description no feed with records here has delivered any of it: the count is not known, it is not 0 */
                    nothing_delivered: boolean;
                    /** @description feeds that have not delivered both periods, and the months that they lack: the comparison leaves them out */
                    gaps: {
                        agency: string;
                        dataset: string;
                        kinds: ("crime" | "asb" | "needle_find" | "alcohol")[];
                        months: components["schemas"]["Day"][];
                    }[];
                    /** @description what is compared: without those feeds, and without others’ counts; null: refused */
                    compared: {
                        now: number;
                        then: number;
                    } | null;
                    /** @description why nothing is compared */
                    refused: {
                        /** @enum {string} */
                        reason: "no_study_area" | "too_many_cells" | "too_few_cells" | "too_few_incidents" | "all_equal" | "months_only_too_fine" | "months_only_no_hours" | "nothing_received" | "nothing_hot" | "no_residents" | "not_over" | "longer_than_a_year" | "no_records" | "not_delivered" | "months_only_cut" | "counts_only" | "no_like_windows";
                        why: string;
                        /** @description what would make it possible */
                        instead: string;
                        /** @description a size of hexagons at which the same request is answered; null: none, or none was looked for */
                        resolution: number | null;
                    } | null;
                    /** @description incidents a day now, by incidents a day then; null: refused, or none then */
                    ratio: number | null;
                    /** @description 95 % interval of the ratio, exact (Poisson); null: refused */
                    low: number | null;
                    /** @description null: refused, or no upper end, because there were none then */
                    high: number | null;
                    /** @description null: refused, or too few for a percentage to mean anything */
                    percent: number | null;
                    /**
                     * @description null: refused
                     * @enum {string|null}
                     */
                    verdict: "up" | "down" | "no_clear_change" | "too_few_to_tell" | null;
                };
                /** @description with the period before, as long; whole months with whole months */
                before: {
                    /** @description as /api/hexes counts them */
                    count: number;
                    /** @description of the count: others’ counts of whole months, in no comparison */
                    counts_only: number;
                    /** @description no feed with records here has delivered any of it: the count is not known, it is not 0 */
                    nothing_delivered: boolean;
                    /** @description feeds that have not delivered both periods, and the months that they lack: the comparison leaves them out */
                    gaps: {
                        agency: string;
                        dataset: string;
                        kinds: ("crime" | "asb" | "needle_find" | "alcohol")[];
                        months: components["schemas"]["Day"][];
                    }[];
                    /** @description what is compared: without those feeds, and without others’ counts; null: refused */
                    compared: {
                        now: number;
                        then: number;
                    } | null;
                    /** @description why nothing is compared */
                    refused: {
                        /** @enum {string} */
                        reason: "no_study_area" | "too_many_cells" | "too_few_cells" | "too_few_incidents" | "all_equal" | "months_only_too_fine" | "months_only_no_hours" | "nothing_received" | "nothing_hot" | "no_residents" | "not_over" | "longer_than_a_year" | "no_records" | "not_delivered" | "months_only_cut" | "counts_only" | "no_like_windows";
                        why: string;
                        /** @description what would make it possible */
                        instead: string;
                        /** @description a size of hexagons at which the same request is answered; null: none, or none was looked for */
                        resolution: number | null;
                    } | null;
                    /** @description incidents a day now, by incidents a day then; null: refused, or none then */
                    ratio: number | null;
                    /** @description 95 % interval of the ratio, exact (Poisson); null: refused */
                    low: number | null;
                    /** @description null: refused, or no upper end, because there were none then */
                    high: number | null;
                    /** @description null: refused, or too few for a percentage to mean anything */
                    percent: number | null;
                    /**
                     * @description null: refused
                     * @enum {string|null}
                     */
                    verdict: "up" | "down" | "no_clear_change" | "too_few_to_tell" | null;
                };
            } | null;
        };
        Hotspot: {
            id: number;
            agency: string;
            name: string;
            note: string;
            resolution: number;
            cells: components["schemas"]["Cell"][];
            /** @enum {string} */
            state: "proposed" | "adopted" | "watched" | "closed";
            /** @description the newest */
            evidence: {
                from: components["schemas"]["Day"];
                to: components["schemas"]["Day"];
                kinds: ("crime" | "asb" | "needle_find" | "alcohol")[];
                types: string[];
                agencies: string[];
                /** @description null: the window is too short for hexagons of this size, for those who may not read incidents one by one */
                total: number | null;
                counts: {
                    crime?: number;
                    asb?: number;
                    needle_find?: number;
                    alcohol?: number;
                };
                as_of: string;
                /** @description whose people counted: they counted what they may see */
                counted_by: string;
                /** @description the hexagons that were counted */
                cells: components["schemas"]["Cell"][];
                method: string;
            };
            /** @description the hotspot has other hexagons than those that its newest evidence counted */
            counted_elsewhere: boolean;
            /** @description of the hexagons that it had before, newest first */
            earlier_evidence: {
                from: components["schemas"]["Day"];
                to: components["schemas"]["Day"];
                kinds: ("crime" | "asb" | "needle_find" | "alcohol")[];
                types: string[];
                agencies: string[];
                /** @description null: the window is too short for hexagons of this size, for those who may not read incidents one by one */
                total: number | null;
                counts: {
                    crime?: number;
                    asb?: number;
                    needle_find?: number;
                    alcohol?: number;
                };
                as_of: string;
                /** @description whose people counted: they counted what they may see */
                counted_by: string;
                /** @description the hexagons that were counted */
                cells: components["schemas"]["Cell"][];
                method: string;
            }[];
            /** @description live actions on it */
            actions: number;
            version: number;
            created_at: string;
            updated_at: string;
        };
        NewHotspot: {
            name: string;
            /** @default  */
            note: string;
            resolution: number;
            cells: components["schemas"]["Cell"][];
            from: components["schemas"]["Day"];
            to: components["schemas"]["Day"];
            /** @default [] */
            kinds: ("crime" | "asb" | "needle_find" | "alcohol")[];
            /** @default [] */
            types: string[];
            /** @default [] */
            agencies: string[];
        };
        HotspotChange: {
            name?: string;
            note?: string;
            cells?: components["schemas"]["Cell"][];
            /** @enum {string} */
            state?: "proposed" | "adopted" | "watched" | "closed";
        };
        AlertList: {
            alerts: components["schemas"]["Alert"][];
        };
        Alert: {
            id: number;
            /** @description whose records */
            agency: {
                slug: string;
                name: string;
            };
            feed: string;
            /** @enum {string} */
            kind: "crime" | "asb" | "needle_find" | "alcohol";
            /** @description null: the whole partnership, which has no areas */
            area: {
                slug: string;
                name: string;
            } | null;
            /**
             * @description day: against its weekday; week: Monday to Sunday; rise: the sum of two to eight weeks
             * @enum {string}
             */
            look: "day" | "week" | "rise";
            /** @enum {string} */
            signal: "incidents" | "needles";
            /**
             * Format: date
             * @description its first day; of a look at one day, the same
             * @example 2026-10-31
             */
            since: string;
            /**
             * Format: date
             * @description its last day
             * @example 2026-10-31
             */
            day: string;
            /** @description incidents, or needles */
            n: number;
            /** @description needles: in so many finds; null: incidents */
            finds: number | null;
            /** @description incidents: the mean of as many days before; needles: a find’s */
            usual: number;
            /** @description days of the same weekday, weeks, or finds before */
            held_to: number;
            /** @description the chance of at least so many on such days */
            p: number;
            /** @description how often chance alone would alert like this, over everything that is looked at */
            once_in_days: number;
            /** Format: date-time */
            made_at: string;
            /**
             * Format: date-time
             * @description when the records came to say less
             */
            taken_back_at: string | null;
            /** @description parameters of the map for that area, day, kind and agency */
            map: string;
        };
        SubscriptionList: {
            subscriptions: components["schemas"]["Subscription"][];
        };
        Subscription: {
            id: number;
            /** @description null: every area */
            area: {
                slug: string;
                name: string;
            } | null;
            kinds: ("crime" | "asb" | "needle_find" | "alcohol")[];
            /** Format: date-time */
            made_at: string;
        };
        NewSubscription: {
            /**
             * @description null: every area
             * @default null
             */
            area: string | null;
            kinds: ("crime" | "asb" | "needle_find" | "alcohol")[];
        };
        Action: {
            id: number;
            hotspot: {
                id: number;
                name: string;
                resolution: number;
                cells: components["schemas"]["Cell"][];
            };
            agency: string;
            person: string;
            what: string;
            starts_on: components["schemas"]["Day"];
            due_on: components["schemas"]["Day"];
            hours: number;
            pounds: number;
            measure: string;
            baseline: number;
            target: number;
            /** @enum {string} */
            state: "proposed" | "agreed" | "in_progress" | "blocked" | "done" | "cancelled";
            state_reason: string;
            moves: ("proposed" | "agreed" | "in_progress" | "blocked" | "done" | "cancelled")[];
            overdue: boolean;
            milestones: {
                id: number;
                title: string;
                due_on: components["schemas"]["Day"];
                done_on: components["schemas"]["Day"] | null;
            }[];
            progress: {
                id: number;
                agency: string;
                on_day: components["schemas"]["Day"];
                note: string;
                hours: number;
                measured: number | null;
                created_at: string;
            }[];
            /** @description changes that other agencies propose, which its agency has not decided on */
            proposals: components["schemas"]["ActionProposal"][];
            hours_spent: number;
            version: number;
            created_at: string;
            updated_at: string;
        };
        ActionProposal: {
            id: number;
            /** @description who proposes it */
            agency: string;
            changes: {
                agency?: string;
                person?: string;
                what?: string;
                starts_on?: components["schemas"]["Day"];
                due_on?: components["schemas"]["Day"];
                hours?: number;
                pounds?: number;
                measure?: string;
                baseline?: number;
                target?: number;
                /** @enum {string} */
                state?: "proposed" | "agreed" | "in_progress" | "blocked" | "done" | "cancelled";
                state_reason?: string;
            };
            /** @description the action has changed since: it can be declined or withdrawn, not accepted */
            stale: boolean;
            created_at: string;
        };
        NewAction: {
            hotspot_id: number;
            agency: string;
            person: string;
            what: string;
            starts_on: components["schemas"]["Day"];
            due_on: components["schemas"]["Day"];
            /** @default 0 */
            hours: number;
            /** @default 0 */
            pounds: number;
            measure: string;
            baseline: number;
            target: number;
            /** @default [] */
            milestones: {
                title: string;
                due_on: components["schemas"]["Day"];
            }[];
        };
        ActionChange: {
            agency?: string;
            person?: string;
            what?: string;
            starts_on?: components["schemas"]["Day"];
            due_on?: components["schemas"]["Day"];
            hours?: number;
            pounds?: number;
            measure?: string;
            baseline?: number;
            target?: number;
        };
        ActionMove: {
            /** @enum {string} */
            to: "proposed" | "agreed" | "in_progress" | "blocked" | "done" | "cancelled";
            /** @default  */
            reason: string;
        };
        NewProgress: {
            on_day: components["schemas"]["Day"];
            note: string;
            /** @default 0 */
            hours: number;
            /** @default null */
            measured: number | null;
        };
        NewMilestone: {
            title: string;
            due_on: components["schemas"]["Day"];
        };
        MilestoneChange: {
            title?: string;
            due_on?: components["schemas"]["Day"];
            done_on?: components["schemas"]["Day"] | null;
        };
        ProposalRefusal: {
            reason: string;
        };
        Find: {
            /** Format: uuid */
            id: string;
            agency: string;
            longitude: number;
            latitude: number;
            accuracy: number | null;
            needles_min: number;
            needles_max: number | null;
            /** @enum {string|null} */
            place_type: "park" | "play_area" | "public_toilet" | "car_park" | "stairwell" | "alley" | "waterway" | "housing_land" | "doorway" | "other" | null;
            /** @enum {string} */
            outcome: "made_safe" | "needs_collection" | "nothing_found";
            note: string;
            found_at: string;
            clock_corrected: boolean;
            received_at: string;
        };
        NewFind: {
            /** Format: uuid */
            id: string;
            agency: string;
            longitude: number;
            latitude: number;
            /** @default null */
            accuracy: number | null;
            needles_min: number;
            needles_max: number | null;
            /**
             * @default null
             * @enum {string|null}
             */
            place_type: "park" | "play_area" | "public_toilet" | "car_park" | "stairwell" | "alley" | "waterway" | "housing_land" | "doorway" | "other" | null;
            /** @enum {string} */
            outcome: "made_safe" | "needs_collection" | "nothing_found";
            /** @default  */
            note: string;
            /** Format: date-time */
            found_at: string;
            /** Format: date-time */
            sent_at: string;
        };
        SavedView: {
            id: number;
            agency: string;
            name: string;
            query: string;
            created_at: string;
        };
        NewView: {
            name: string;
            query: string;
        };
        Notices: {
            /** @enum {string} */
            sent_by: "log" | "smtp" | "notify";
            notices: components["schemas"]["Notice"][];
        };
        Notice: {
            id: number;
            subject: string;
            text: string;
            /** @description the page that shows the rest */
            path: string;
            /** Format: date-time */
            made_at: string;
            /**
             * Format: date-time
             * @description when it was handed to the mail; null: not yet
             */
            sent_at: string | null;
            /** @enum {string|null} */
            trouble: "away" | "busy" | "refused" | "misconfigured" | "no_address" | "left" | "given_up" | null;
        };
        ExportPreview: {
            exported_by: string;
            synthetic: boolean;
            filters: {
                label: string;
                words: string;
            }[];
            from: string;
            to: string;
            limit: number;
            incidents: {
                /** @enum {string} */
                marking: "OFFICIAL" | "OFFICIAL-SENSITIVE";
                /** @description incidents in it, or actions */
                count: number;
                provided: {
                    provider: string;
                    incidents: number;
                    under: {
                        agreement: number | null;
                        until: components["schemas"]["Day"] | null;
                        words: string;
                    }[];
                }[];
                /** @description what is not in it, and why: a sentence each */
                left_out: string[];
                refused: string | null;
            };
            hexagons: {
                /** @enum {string} */
                marking: "OFFICIAL" | "OFFICIAL-SENSITIVE";
                /** @description incidents in it, or actions */
                count: number;
                provided: {
                    provider: string;
                    incidents: number;
                    under: {
                        agreement: number | null;
                        until: components["schemas"]["Day"] | null;
                        words: string;
                    }[];
                }[];
                /** @description what is not in it, and why: a sentence each */
                left_out: string[];
                refused: string | null;
            };
            actions: {
                /** @enum {string} */
                marking: "OFFICIAL" | "OFFICIAL-SENSITIVE";
                /** @description incidents in it, or actions */
                count: number;
                provided: {
                    provider: string;
                    incidents: number;
                    under: {
                        agreement: number | null;
                        until: components["schemas"]["Day"] | null;
                        words: string;
                    }[];
                }[];
                /** @description what is not in it, and why: a sentence each */
                left_out: string[];
                refused: string | null;
            };
        };
        IncidentCollection: {
            /** @enum {string} */
            type: "FeatureCollection";
            features: {
                /** @enum {string} */
                type: "Feature";
                properties: {
                    [key: string]: unknown;
                };
                geometry: {
                    /** @enum {string} */
                    type: "Point";
                    coordinates: number[];
                } | null;
            }[];
        } & {
            [key: string]: unknown;
        };
        Agreement: {
            /** @description whose records */
            provider: string;
            /** @enum {string} */
            audience: "agency" | "partners" | "public";
            recipient: string | null;
            /** @enum {string} */
            level: "point" | "cell" | "release";
            kinds: ("crime" | "asb" | "needle_find" | "alcohol")[];
            /** @description records up to this sensitivity */
            max_sensitivity: number;
            resolution: number | null;
            threshold: number | null;
            purpose: string;
            legal_basis: string;
            starts_on: components["schemas"]["Day"];
            ends_on: components["schemas"]["Day"];
            review_on: components["schemas"]["Day"];
            id: number;
            /** @enum {string} */
            state: "proposed" | "scheduled" | "active" | "expired" | "revoked";
            proposed_by: string;
            proposed_at: string;
            parties: {
                agency: string;
                accepted_at: string;
                ended_at: string | null;
            }[];
            waiting_for: string[];
            revoked: {
                at: string;
                by: string;
                why: string;
            } | null;
            /** @enum {string|null} */
            reminder: "ends" | "review" | null;
            /** @description days to its end; negative when over */
            days_left: number;
            may: {
                accept: boolean;
                revoke: boolean;
                leave: boolean;
            };
        };
        NewAgreement: {
            /** @description whose records */
            provider: string;
            /** @enum {string} */
            audience: "agency" | "partners" | "public";
            /**
             * @description audience `agency` only
             * @default null
             */
            recipient: string | null;
            /** @enum {string} */
            level: "point" | "cell" | "release";
            kinds: ("crime" | "asb" | "needle_find" | "alcohol")[];
            /** @description records up to this sensitivity */
            max_sensitivity: number;
            /**
             * @description level `cell` only: the smallest hexagons
             * @default null
             */
            resolution: number | null;
            /**
             * @description level `cell` only: a hexagon’s month of fewer is not said
             * @default null
             */
            threshold: number | null;
            purpose: string;
            legal_basis: string;
            starts_on: components["schemas"]["Day"];
            ends_on: components["schemas"]["Day"];
            review_on: components["schemas"]["Day"];
        };
        Revocation: {
            why: string;
        };
        History: {
            /** @description newest first */
            lines: components["schemas"]["HistoryLine"][];
            /** @description how many there are */
            total: number;
        };
        HistoryLine: {
            /** @description 1: the first of this subject; none is left out */
            place: number;
            at: string;
            /** @description as they were called then; null: the server, or whoever runs it */
            by: string | null;
            /** @description whom they acted for */
            agency: string | null;
            /** @description of the row: the subject’s own, or such as milestone */
            table: string;
            /** @description which of the subject’s rows; empty: its own */
            row: string;
            /**
             * @description begin: what there was when history began
             * @enum {string}
             */
            verb: "begin" | "insert" | "update" | "delete";
            /** @description the changed columns, as they were */
            before: {
                [key: string]: unknown;
            };
            /** @description the changed columns, as they became */
            after: {
                [key: string]: unknown;
            };
        };
        AuditPage: {
            events: components["schemas"]["AuditEvent"][];
            next: number | null;
        };
        AuditEvent: {
            id: number;
            at: string;
            person: string | null;
            agency: string | null;
            event: string;
            /** @enum {string} */
            outcome: "done" | "refused";
            concerns: string[];
            about: {
                [key: string]: unknown;
            };
        };
        AuditCheck: {
            intact: boolean;
            lines: number | null;
            head: string;
            broken_at: number | null;
            sentence: string;
        };
        PlannedRelease: {
            period: components["schemas"]["Month"];
            /** @enum {string} */
            geography: "h3-8" | "districts" | "wards";
            /** Format: date-time */
            announced_at: string;
            announced_by: string;
            /** Format: date-time */
            publish_from: string;
            stopped: {
                /** Format: date-time */
                at: string;
                by: string;
                why: string;
            } | null;
        };
        /** @example 2026-10 */
        Month: string;
        ReleaseSummary: {
            period: components["schemas"]["Month"];
            /** @enum {string} */
            geography: "h3-8" | "districts" | "wards";
            /** Format: date-time */
            built_at: string;
            built_by: string;
            method_version: number;
            files: {
                /** @enum {string} */
                name: "release.json" | "release.csv" | "release.geojson" | "method.md";
                path: string;
                bytes: number;
                sha256: string;
            }[];
        };
        ReleaseDocument: {
            partnership: string;
            synthetic: boolean;
            period: components["schemas"]["Month"];
            /** @enum {string} */
            geography: "h3-8" | "districts" | "wards";
            built_on: components["schemas"]["Day"];
            method_version: number;
            kinds: {
                /** @enum {string} */
                kind: "crime" | "asb" | "needle_find" | "alcohol";
                label: string;
                agencies: string[];
                arrived: boolean;
            }[];
            not_delivered: {
                agency: string;
                feed: string;
            }[];
            places: {
                place: string;
                name: string | null;
                counts: {
                    crime?: "0 to 4" | number;
                    asb?: "0 to 4" | number;
                    needle_find?: "0 to 4" | number;
                    alcohol?: "0 to 4" | number;
                };
            }[];
            /** @enum {string|null} */
            elsewhere: "0 to 4" | null;
            totals: {
                crime?: number;
                asb?: number;
                needle_find?: number;
                alcohol?: number;
            };
        };
        QuarterlyReport: {
            /** @example 2026-Q3 */
            quarter: string;
            area: {
                slug: string;
                name: string;
            } | null;
            partnership: string;
            synthetic: boolean;
            /** @enum {string} */
            marking: "OFFICIAL" | "OFFICIAL-SENSITIVE";
            made_by: string;
            made_at: string;
            /** @description of all that this report says, but for who made it when: the same where nothing has changed */
            figures_digest: string;
            now: {
                from: components["schemas"]["Day"];
                to: components["schemas"]["Day"];
                /** @description what a count is divided by */
                days: number;
            };
            year: {
                from: components["schemas"]["Day"];
                to: components["schemas"]["Day"];
                /** @description what a count is divided by */
                days: number;
            };
            before: {
                from: components["schemas"]["Day"];
                to: components["schemas"]["Day"];
                /** @description what a count is divided by */
                days: number;
            };
            areas: {
                /** @description null: the whole partnership, outside every area too */
                slug: string | null;
                name: string;
                kinds: {
                    /** @description of the partnership’s counts of these kinds; in every interval */
                    overdispersion: {
                        psi: number;
                        /**
                         * @description of which windows; the one nearest to those compared
                         * @enum {string}
                         */
                        step: "month" | "quarter";
                        /** @description 0: too little history, and another county’s is taken */
                        windows: number;
                        /** @description neighbourhoods of 10 or more a window; 0 as windows */
                        places: number;
                    };
                    now: {
                        /** @description as /api/hexes counts them */
                        count: number;
                        /** @description of the count: others’ counts of whole months, in no comparison */
                        counts_only: number;
                        /** @description no feed with records here has delivered any of it: the count is not known, it is not 0 */
                        nothing_delivered: boolean;
                    };
                    /** @description with the same period a year earlier */
                    year: {
                        /** @description as /api/hexes counts them */
                        count: number;
                        /** @description of the count: others’ counts of whole months, in no comparison */
                        counts_only: number;
                        /** @description no feed with records here has delivered any of it: the count is not known, it is not 0 */
                        nothing_delivered: boolean;
                        /** @description feeds that have not delivered both periods, and the months that they lack: the comparison leaves them out */
                        gaps: {
                            agency: string;
                            dataset: string;
                            kinds: ("crime" | "asb" | "needle_find" | "alcohol")[];
                            months: components["schemas"]["Day"][];
                        }[];
                        /** @description what is compared: without those feeds, and without others’ counts; null: refused */
                        compared: {
                            now: number;
                            then: number;
                        } | null;
                        /** @description why nothing is compared */
                        refused: {
                            /** @enum {string} */
                            reason: "no_study_area" | "too_many_cells" | "too_few_cells" | "too_few_incidents" | "all_equal" | "months_only_too_fine" | "months_only_no_hours" | "nothing_received" | "nothing_hot" | "no_residents" | "not_over" | "longer_than_a_year" | "no_records" | "not_delivered" | "months_only_cut" | "counts_only" | "no_like_windows";
                            why: string;
                            /** @description what would make it possible */
                            instead: string;
                            /** @description a size of hexagons at which the same request is answered; null: none, or none was looked for */
                            resolution: number | null;
                        } | null;
                        /** @description incidents a day now, by incidents a day then; null: refused, or none then */
                        ratio: number | null;
                        /** @description 95 % interval of the ratio, exact (Poisson); null: refused */
                        low: number | null;
                        /** @description null: refused, or no upper end, because there were none then */
                        high: number | null;
                        /** @description null: refused, or too few for a percentage to mean anything */
                        percent: number | null;
                        /**
                         * @description null: refused
                         * @enum {string|null}
                         */
                        verdict: "up" | "down" | "no_clear_change" | "too_few_to_tell" | null;
                    };
                    /** @description with the period before, as long; whole months with whole months */
                    before: {
                        /** @description as /api/hexes counts them */
                        count: number;
                        /** @description of the count: others’ counts of whole months, in no comparison */
                        counts_only: number;
                        /** @description no feed with records here has delivered any of it: the count is not known, it is not 0 */
                        nothing_delivered: boolean;
                        /** @description feeds that have not delivered both periods, and the months that they lack: the comparison leaves them out */
                        gaps: {
                            agency: string;
                            dataset: string;
                            kinds: ("crime" | "asb" | "needle_find" | "alcohol")[];
                            months: components["schemas"]["Day"][];
                        }[];
                        /** @description what is compared: without those feeds, and without others’ counts; null: refused */
                        compared: {
                            now: number;
                            then: number;
                        } | null;
                        /** @description why nothing is compared */
                        refused: {
                            /** @enum {string} */
                            reason: "no_study_area" | "too_many_cells" | "too_few_cells" | "too_few_incidents" | "all_equal" | "months_only_too_fine" | "months_only_no_hours" | "nothing_received" | "nothing_hot" | "no_residents" | "not_over" | "longer_than_a_year" | "no_records" | "not_delivered" | "months_only_cut" | "counts_only" | "no_like_windows";
                            why: string;
                            /** @description what would make it possible */
                            instead: string;
                            /** @description a size of hexagons at which the same request is answered; null: none, or none was looked for */
                            resolution: number | null;
                        } | null;
                        /** @description incidents a day now, by incidents a day then; null: refused, or none then */
                        ratio: number | null;
                        /** @description 95 % interval of the ratio, exact (Poisson); null: refused */
                        low: number | null;
                        /** @description null: refused, or no upper end, because there were none then */
                        high: number | null;
                        /** @description null: refused, or too few for a percentage to mean anything */
                        percent: number | null;
                        /**
                         * @description null: refused
                         * @enum {string|null}
                         */
                        verdict: "up" | "down" | "no_clear_change" | "too_few_to_tell" | null;
                    };
                    /** @enum {string} */
                    kind: "crime" | "asb" | "needle_find" | "alcohol";
                    months: {
                        /**
                         * Format: date
                         * @description its first day
                         * @example 2026-10-31
                         */
                        month: string;
                        /** @description null: no feed with records here has delivered it, so that it is not known */
                        count: number | null;
                        /** @description 95 % interval of the count (Poisson); null: counts only, or a feed is missing */
                        low: number | null;
                        high: number | null;
                        /** @description a feed with records here has not delivered it */
                        missing: boolean;
                    }[];
                }[];
                /** @description incidents of all requested kinds, never to be called crime; null: one kind was requested */
                total: {
                    /** @description of the partnership’s counts of these kinds; in every interval */
                    overdispersion: {
                        psi: number;
                        /**
                         * @description of which windows; the one nearest to those compared
                         * @enum {string}
                         */
                        step: "month" | "quarter";
                        /** @description 0: too little history, and another county’s is taken */
                        windows: number;
                        /** @description neighbourhoods of 10 or more a window; 0 as windows */
                        places: number;
                    };
                    now: {
                        /** @description as /api/hexes counts them */
                        count: number;
                        /** @description of the count: others’ counts of whole months, in no comparison */
                        counts_only: number;
                        /** @description no feed with records here has delivered any of it: the count is not known, it is not 0 */
                        nothing_delivered: boolean;
                    };
                    /** @description with the same period a year earlier */
                    year: {
                        /** @description as /api/hexes counts them */
                        count: number;
                        /** @description of the count: others’ counts of whole months, in no comparison */
                        counts_only: number;
                        /** @description no feed with records here has delivered any of it: the count is not known, it is not 0 */
                        nothing_delivered: boolean;
                        /** @description feeds that have not delivered both periods, and the months that they lack: the comparison leaves them out */
                        gaps: {
                            agency: string;
                            dataset: string;
                            kinds: ("crime" | "asb" | "needle_find" | "alcohol")[];
                            months: components["schemas"]["Day"][];
                        }[];
                        /** @description what is compared: without those feeds, and without others’ counts; null: refused */
                        compared: {
                            now: number;
                            then: number;
                        } | null;
                        /** @description why nothing is compared */
                        refused: {
                            /** @enum {string} */
                            reason: "no_study_area" | "too_many_cells" | "too_few_cells" | "too_few_incidents" | "all_equal" | "months_only_too_fine" | "months_only_no_hours" | "nothing_received" | "nothing_hot" | "no_residents" | "not_over" | "longer_than_a_year" | "no_records" | "not_delivered" | "months_only_cut" | "counts_only" | "no_like_windows";
                            why: string;
                            /** @description what would make it possible */
                            instead: string;
                            /** @description a size of hexagons at which the same request is answered; null: none, or none was looked for */
                            resolution: number | null;
                        } | null;
                        /** @description incidents a day now, by incidents a day then; null: refused, or none then */
                        ratio: number | null;
                        /** @description 95 % interval of the ratio, exact (Poisson); null: refused */
                        low: number | null;
                        /** @description null: refused, or no upper end, because there were none then */
                        high: number | null;
                        /** @description null: refused, or too few for a percentage to mean anything */
                        percent: number | null;
                        /**
                         * @description null: refused
                         * @enum {string|null}
                         */
                        verdict: "up" | "down" | "no_clear_change" | "too_few_to_tell" | null;
                    };
                    /** @description with the period before, as long; whole months with whole months */
                    before: {
                        /** @description as /api/hexes counts them */
                        count: number;
                        /** @description of the count: others’ counts of whole months, in no comparison */
                        counts_only: number;
                        /** @description no feed with records here has delivered any of it: the count is not known, it is not 0 */
                        nothing_delivered: boolean;
                        /** @description feeds that have not delivered both periods, and the months that they lack: the comparison leaves them out */
                        gaps: {
                            agency: string;
                            dataset: string;
                            kinds: ("crime" | "asb" | "needle_find" | "alcohol")[];
                            months: components["schemas"]["Day"][];
                        }[];
                        /** @description what is compared: without those feeds, and without others’ counts; null: refused */
                        compared: {
                            now: number;
                            then: number;
                        } | null;
                        /** @description why nothing is compared */
                        refused: {
                            /** @enum {string} */
                            reason: "no_study_area" | "too_many_cells" | "too_few_cells" | "too_few_incidents" | "all_equal" | "months_only_too_fine" | "months_only_no_hours" | "nothing_received" | "nothing_hot" | "no_residents" | "not_over" | "longer_than_a_year" | "no_records" | "not_delivered" | "months_only_cut" | "counts_only" | "no_like_windows";
                            why: string;
                            /** @description what would make it possible */
                            instead: string;
                            /** @description a size of hexagons at which the same request is answered; null: none, or none was looked for */
                            resolution: number | null;
                        } | null;
                        /** @description incidents a day now, by incidents a day then; null: refused, or none then */
                        ratio: number | null;
                        /** @description 95 % interval of the ratio, exact (Poisson); null: refused */
                        low: number | null;
                        /** @description null: refused, or no upper end, because there were none then */
                        high: number | null;
                        /** @description null: refused, or too few for a percentage to mean anything */
                        percent: number | null;
                        /**
                         * @description null: refused
                         * @enum {string|null}
                         */
                        verdict: "up" | "down" | "no_clear_change" | "too_few_to_tell" | null;
                    };
                } | null;
                left_out: {
                    /** @description have no location */
                    no_place: number;
                    /** @description are known by month only, and the window cuts that month */
                    month_only: number;
                };
            }[];
            hotspots: {
                resolution: number;
                k: number;
                /** @description name of the study area; null: the whole partnership */
                area: string | null;
                method: string;
                cells_in_area: number;
                cells_tested: number;
                /** @description counted in the study area */
                incidents: number;
                left_out: {
                    /** @description have no location */
                    no_place: number;
                    /** @description are known by month only, and the window cuts that month */
                    month_only: number;
                    /** @description do not know their hour, where hours were requested */
                    no_hour: number;
                };
                /** @description of the incidents: others’ counts of whole months */
                counts_only: number;
                gaps: {
                    agency: string;
                    dataset: string;
                    kinds: ("crime" | "asb" | "needle_find" | "alcohol")[];
                    months: components["schemas"]["Day"][];
                }[];
                refused: {
                    /** @enum {string} */
                    reason: "no_study_area" | "too_many_cells" | "too_few_cells" | "too_few_incidents" | "all_equal" | "months_only_too_fine" | "months_only_no_hours" | "nothing_received" | "nothing_hot" | "no_residents" | "not_over" | "longer_than_a_year" | "no_records" | "not_delivered" | "months_only_cut" | "counts_only" | "no_like_windows";
                    why: string;
                    /** @description what would make it possible */
                    instead: string;
                    /** @description a size of hexagons at which the same request is answered; null: none, or none was looked for */
                    resolution: number | null;
                } | null;
                /** @description hexagons hot at 90 % or more */
                hot: number;
                cold: number;
                untested: number;
                /** @description how the list is ranked */
                rule: string;
                months: {
                    month: components["schemas"]["Day"];
                    refused: {
                        /** @enum {string} */
                        reason: "no_study_area" | "too_many_cells" | "too_few_cells" | "too_few_incidents" | "all_equal" | "months_only_too_fine" | "months_only_no_hours" | "nothing_received" | "nothing_hot" | "no_residents" | "not_over" | "longer_than_a_year" | "no_records" | "not_delivered" | "months_only_cut" | "counts_only" | "no_like_windows";
                        why: string;
                        /** @description what would make it possible */
                        instead: string;
                        /** @description a size of hexagons at which the same request is answered; null: none, or none was looked for */
                        resolution: number | null;
                    } | null;
                }[];
                places: {
                    rank: number;
                    cell: components["schemas"]["Cell"];
                    count: number;
                    kinds: {
                        /** @enum {string} */
                        kind: "crime" | "asb" | "needle_find" | "alcohol";
                        count: number;
                    }[];
                    /** @description null: not tested, or mode usual */
                    z: number | null;
                    /** @description busy: two-sided, the larger of that of z as a normal deviate and of the tail of chance; usual: one-sided, of more */
                    p: number | null;
                    /** @description p adjusted by Benjamini and Hochberg */
                    q: number | null;
                    /** @enum {string} */
                    class: "hot_99" | "hot_95" | "hot_90" | "cold_99" | "cold_95" | "cold_90" | "none" | "untested";
                    /** @enum {string} */
                    persistence: "persistent" | "new" | "emerging" | "intermittent" | "former" | "unclear" | "none" | "unknown";
                    months: ("hot" | "not" | "missing")[];
                    /**
                     * Format: date
                     * @description first of the months in a row, to the last delivered, in which it was hot; null: it was not
                     * @example 2026-10-31
                     */
                    since: string | null;
                    /** @description live ones */
                    actions: {
                        id: number;
                        hotspot: string;
                        what: string;
                        state: string;
                    }[];
                    orders: {
                        name: string;
                        what: string;
                        starts_on: components["schemas"]["Day"];
                        ends_on: components["schemas"]["Day"];
                        source: string;
                        /** @enum {string} */
                        state: "scheduled" | "in_force" | "ending" | "ended";
                    }[];
                }[];
                /** @description places busier than usual for themselves */
                usual: {
                    /** @description the earlier windows that the place is compared with, the most alike first; empty in mode busy */
                    like: {
                        from: components["schemas"]["Day"];
                        to: components["schemas"]["Day"];
                    }[];
                    method: string;
                    refused: {
                        /** @enum {string} */
                        reason: "no_study_area" | "too_many_cells" | "too_few_cells" | "too_few_incidents" | "all_equal" | "months_only_too_fine" | "months_only_no_hours" | "nothing_received" | "nothing_hot" | "no_residents" | "not_over" | "longer_than_a_year" | "no_records" | "not_delivered" | "months_only_cut" | "counts_only" | "no_like_windows";
                        why: string;
                        /** @description what would make it possible */
                        instead: string;
                        /** @description a size of hexagons at which the same request is answered; null: none, or none was looked for */
                        resolution: number | null;
                    } | null;
                    cells_tested: number;
                    /** @description hexagons busier than usual, at 95 % or more */
                    more: number;
                    places: {
                        cell: components["schemas"]["Cell"];
                        count: number;
                        /** @description mode usual: incidents of the hexagon and its neighbours */
                        here: number | null;
                        /** @description mode usual: their mean over the earlier windows, as many days */
                        usual: number | null;
                        /** @description busy: two-sided, the larger of that of z as a normal deviate and of the tail of chance; usual: one-sided, of more */
                        p: number | null;
                        /** @description p adjusted by Benjamini and Hochberg */
                        q: number | null;
                        /** @enum {string} */
                        class: "hot_99" | "hot_95" | "hot_90" | "cold_99" | "cold_95" | "cold_90" | "none" | "untested";
                        rank: number;
                    }[];
                };
                cells: {
                    cell: components["schemas"]["Cell"];
                    /** @enum {string} */
                    class: "hot_99" | "hot_95" | "hot_90" | "cold_99" | "cold_95" | "cold_90" | "none" | "untested";
                }[];
            };
            feeds: {
                agency: string;
                agency_name: string;
                dataset: string;
                name: string;
                /**
                 * @description null: it began after the quarter
                 * @enum {string|null}
                 */
                state: "received" | "late" | "missing" | "due" | null;
                expected_by: components["schemas"]["Day"];
                received_on: components["schemas"]["Day"] | null;
                months_missing: components["schemas"]["Day"][];
                /** @description that you may read one by one; null: none of them */
                rows: number | null;
                last_month: components["schemas"]["Day"];
            }[];
            methods: {
                title: string;
                words: string;
                source: string;
            }[];
            /** @description what is not in it, and how it is to be read */
            notes: string[];
            seen: components["schemas"]["Seen"][];
        };
        Retention: {
            periods: components["schemas"]["RetentionPeriods"];
            chosen: boolean;
        };
        RetentionPeriods: {
            places: number;
            texts: number;
            rejects: number;
        };
        RetentionDue: {
            /** @enum {string} */
            class: "places" | "texts" | "rejects";
            before: components["schemas"]["Day"];
            records: number;
        };
        Backups: {
            folder: {
                path: string;
                same_disk: boolean;
                encrypted: boolean;
                free_bytes: number | null;
                problem: string | null;
                /** Format: date-time */
                next_at: string;
            } | null;
            kept: {
                name: string;
                /** Format: date-time */
                made_at: string;
                /** Format: date-time */
                verified_at: string | null;
                bytes: number;
                encrypted: boolean;
            }[];
            rules: {
                days: number;
                weeks: number;
                months: number;
            };
            runs: components["schemas"]["BackupRun"][];
        };
        BackupRun: {
            id: number;
            /** @enum {string} */
            state: "running" | "done" | "failed";
            asked_by: string;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            ended_at: string | null;
            /**
             * @description snapshot: the moment is taken · rows, files: they are written · check: restored into a scratch database, and compared
             * @enum {string}
             */
            step: "snapshot" | "rows" | "files" | "check";
            share: number;
            problem: string | null;
            file: string;
            encrypted: boolean;
            bytes: number | null;
        };
        NewAreas: {
            /** @enum {string} */
            kind: "district" | "ward" | "custom";
            source: string;
            name_field?: string;
            collection: {
                /** @enum {string} */
                type: "FeatureCollection";
                features: {
                    properties: {
                        [key: string]: unknown;
                    } | null;
                    geometry: {
                        /** @enum {string} */
                        type: "Polygon" | "MultiPolygon";
                        coordinates: unknown[];
                    };
                }[];
            };
        };
        NewResidents: {
            source: string;
            code_field?: string;
            residents: {
                [key: string]: number;
            };
            collection: {
                /** @enum {string} */
                type: "FeatureCollection";
                features: {
                    properties: {
                        [key: string]: unknown;
                    } | null;
                    geometry: {
                        /** @enum {string} */
                        type: "Polygon" | "MultiPolygon";
                        coordinates: unknown[];
                    };
                }[];
            };
        };
        NewOrders: {
            source: string;
            orders: {
                name: string;
                what: string;
                starts_on: components["schemas"]["Day"];
                ends_on: components["schemas"]["Day"];
                geometry: {
                    /** @enum {string} */
                    type: "Polygon" | "MultiPolygon";
                    coordinates: unknown[];
                };
            }[];
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail?: string;
            reference?: string;
            retry_after?: number;
            fields?: {
                path: string;
                message: string;
            }[];
            current?: unknown;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The server and its database answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSignInWays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ways in that there are here */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaysIn"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signInByPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordSignIn"];
            };
        };
        responses: {
            /** @description Signed in, or what is still needed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInStep"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondFactor"];
            };
        };
        responses: {
            /** @description Signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInStep"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enrolSecondFactor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Enrolment"];
            };
        };
        responses: {
            /** @description The second factor is set up; signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInStep"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginPasskeySignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description For navigator.credentials.get */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyRequest"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signInByPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeySignIn"];
            };
        };
        responses: {
            /** @description Signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInStep"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginProviderSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenIdStart"];
            };
        };
        responses: {
            /** @description Where to send the browser */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenIdJourney"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    completeProviderSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agency: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To /sign-in, or /me where an account was linked; with ?refused=REFERENCE or ?wait=SECONDS when it did not work */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signInAsSamplePerson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SampleSignIn"];
            };
        };
        responses: {
            /** @description Signed in as a person of the synthetic county */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInStep"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out, whether or not anybody was signed in */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationToken"];
            };
        };
        responses: {
            /** @description What the link is for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationFacts"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationBegin"];
            };
        };
        responses: {
            /** @description What an app and a passkey need */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationBegun"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationAccept"];
            };
        };
        responses: {
            /** @description Accepted; signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptInvitationAtProvider: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationToken"];
            };
        };
        responses: {
            /** @description Where to send the browser */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenIdJourney"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    joinByInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationToken"];
            };
        };
        responses: {
            /** @description Joined one more agency with the account one has */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who is signed in, and what they may do */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    switchAgency: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgencySwitch"];
            };
        };
        responses: {
            /** @description Acting for the other agency from now on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMySessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One’s own browsers, phones and scripts, the last used first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sessions"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endMyOtherSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out everywhere else; what is left */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sessions"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPeopleSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those of the agency’s people, the last used first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sessions"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out: one’s own, or one of the agency’s people’s */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createMyToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewScriptToken"];
            };
        };
        responses: {
            /** @description A script’s token, shown this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScriptToken"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMySignInWays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How one signs in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyWays"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addMySignInWay: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Enrolment"];
            };
        };
        responses: {
            /** @description The app (in place of the one before) or the passkey is set up */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyWays"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeMyPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Changed; signed out everywhere else */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyWays"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginMySignInWay: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a new app or passkey needs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationBegun"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    linkMyProviderAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where to send the browser, to link one’s account at work; it comes back to /me */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenIdJourney"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeMyAuthenticatorApp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The app is forgotten */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyWays"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeMyPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The passkey is forgotten */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyWays"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPeople: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Members first, then those who were; and links still open */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["People"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    invitePerson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInvitation"];
            };
        };
        responses: {
            /** @description A link for that person, shown this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationLink"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link is worth nothing any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePersonRoles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RolesChange"];
            };
        };
        responses: {
            /** @description In these roles from the next call on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonFacts"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endMembership: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No member any more from the next call on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonFacts"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disablePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out everywhere, and cannot sign in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonFacts"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enablePerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description May sign in again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonFacts"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resetPersonSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A link to set up signing in anew, shown this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationLink"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    inviteFirstAdministrator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The operator’s only. null: there is an administrator */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        link: string | null;
                    };
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProvider: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agency’s provider, without its secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgencyProvider"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    saveProvider: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProviderChange"];
            };
        };
        responses: {
            /** @description Looked up and stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgencyProvider"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeProvider: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed; whoever it vouched for is signed out */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgencyProvider"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createScriptToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewScript"];
            };
        };
        responses: {
            /** @description The token, shown this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScriptToken"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPartnership: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The partnership, its agencies, words and areas */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partnership"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAgency: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    slug: string;
                    name: string;
                    /** @enum {string} */
                    kind: "police" | "council" | "nhs" | "ambulance" | "fire" | "probation" | "drug_service" | "housing" | "other";
                };
            };
        };
        responses: {
            /** @description Added */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agency"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAreas: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Outlines as a GeoJSON FeatureCollection, thinned for drawing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AreaCollection"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addAreas: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAreas"];
            };
        };
        responses: {
            /** @description Added, or replaced by name */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        added: number;
                    };
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getArea: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One outline as a GeoJSON Feature, as stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AreaFeature"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDatasets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Feeds, with the column mapping remembered for each */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        datasets: {
                            agency: string;
                            slug: string;
                            name: string;
                            mapping: {
                                columns: {
                                    reference?: string;
                                    category?: string;
                                    started?: string;
                                    started_time?: string;
                                    ended?: string;
                                    ended_time?: string;
                                    month?: string;
                                    longitude?: string;
                                    latitude?: string;
                                    easting?: string;
                                    northing?: string;
                                    grid_reference?: string;
                                    needles?: string;
                                    location?: string;
                                    place_type?: string;
                                    outcome?: string;
                                    force?: string;
                                    notes?: string;
                                };
                                /** @enum {string} */
                                kind: "crime" | "asb" | "needle_find" | "alcohol" | "by-category";
                                types: {
                                    [key: string]: string;
                                };
                                /** @enum {string|null} */
                                dayOrder: "dmy" | "mdy" | "ymd" | "iso" | null;
                                /**
                                 * @default minute
                                 * @enum {string}
                                 */
                                finestTime: "minute" | "hour" | "day" | "month";
                                /**
                                 * @default null
                                 * @enum {string|null}
                                 */
                                placePrecision: "exact" | "snapped" | "area" | null;
                                /**
                                 * @default null
                                 * @enum {string|null}
                                 */
                                delimiter: "," | ";" | "\t" | "|" | null;
                                /**
                                 * @default null
                                 * @enum {string|null}
                                 */
                                encoding: "utf-8" | "windows-1252" | "utf-16le" | "utf-16be" | null;
                                /** @default null */
                                sheet: string | null;
                            } | null;
                        }[];
                    };
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description how many quarters back from the one that ended last */
                quarters?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Each feed and quarter: expected, received, late, missing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deliveries"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendDeliveryReminder: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    agency: string;
                    dataset: string;
                    quarter: string;
                };
            };
        };
        responses: {
            /** @description The agency is reminded; the quarter with its reminders */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description as in 2025-Q3 */
                        quarter: string;
                        from: components["schemas"]["Day"];
                        to: components["schemas"]["Day"];
                        /**
                         * Format: date
                         * @description last day of the quarter after it (SI 2007/1831)
                         * @example 2026-10-31
                         */
                        expected_by: string;
                        /**
                         * Format: date
                         * @description London day on which the last of its months first arrived
                         * @example 2026-10-31
                         */
                        received_on: string | null;
                        /** @enum {string} */
                        state: "received" | "late" | "missing" | "due";
                        months_missing: components["schemas"]["Day"][];
                        /** @description records of the quarter that you may read one by one; null: none of them */
                        rows: number | null;
                        reminders: {
                            on: components["schemas"]["Day"];
                            /** @enum {string} */
                            why: "due_soon" | "missing" | "asked";
                            /** @description the agency that sent it; null: the calendar did */
                            by: string | null;
                            /** @description how many were notified; 0: nobody there uploads files */
                            people: number;
                        }[];
                    };
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getResidents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What rates are made of; no zones: none was brought in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResidentsLayer"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addResidents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewResidents"];
            };
        };
        responses: {
            /** @description Added, or replaced by code: the whole layer now */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResidentsLayer"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNearby: {
        parameters: {
            query: {
                cell: components["schemas"]["Cell"];
                metres?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What stands near a hexagon, and which orders hold there */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Nearby"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replaceLandmarks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewLandmarks"];
            };
        };
        responses: {
            /** @description All of the kind, replaced */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        added: number;
                    };
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listImports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Latest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        imports: components["schemas"]["ImportSummary"][];
                    };
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createImport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    agency: string;
                    /** @description absent: named after the format */
                    dataset?: string;
                    dataset_name?: string;
                    format?: string;
                    /** @description the mapping as JSON */
                    mapping?: string;
                    /**
                     * @default false
                     * @enum {string}
                     */
                    dry_run?: "true" | "false";
                    /**
                     * @description 0 public, 1 official, 2 sensitive, 3 most sensitive: agreements share up to one of them
                     * @default
                     * @enum {string}
                     */
                    sensitivity?: "0" | "1" | "2" | "3" | "";
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Taken; ask for the import by its id */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: number;
                    };
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One import: progress, counts, first problems, preview */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undoImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Undone; a dry run dropped, or one being read called off */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeImportMapping: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    columns: {
                        reference?: string;
                        category?: string;
                        started?: string;
                        started_time?: string;
                        ended?: string;
                        ended_time?: string;
                        month?: string;
                        longitude?: string;
                        latitude?: string;
                        easting?: string;
                        northing?: string;
                        grid_reference?: string;
                        needles?: string;
                        location?: string;
                        place_type?: string;
                        outcome?: string;
                        force?: string;
                        notes?: string;
                    };
                    /** @enum {string} */
                    kind: "crime" | "asb" | "needle_find" | "alcohol" | "by-category";
                    types: {
                        [key: string]: string;
                    };
                    /** @enum {string|null} */
                    dayOrder: "dmy" | "mdy" | "ymd" | "iso" | null;
                    /**
                     * @default minute
                     * @enum {string}
                     */
                    finestTime?: "minute" | "hour" | "day" | "month";
                    /**
                     * @default null
                     * @enum {string|null}
                     */
                    placePrecision?: "exact" | "snapped" | "area" | null;
                    /**
                     * @default null
                     * @enum {string|null}
                     */
                    delimiter?: "," | ";" | "\t" | "|" | null;
                    /**
                     * @default null
                     * @enum {string|null}
                     */
                    encoding?: "utf-8" | "windows-1252" | "utf-16le" | "utf-16be" | null;
                    /** @default null */
                    sheet?: string | null;
                };
            };
        };
        responses: {
            /** @description The dry run is done again */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: number;
                    };
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    commitImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Coming in */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: number;
                    };
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHexes: {
        parameters: {
            query?: {
                /** @description first local day, inclusive; absent: the first day of the history */
                from?: string;
                /** @description last local day, inclusive; absent: the last day of the history */
                to?: string;
                /** @description crime, asb, needle_find, alcohol */
                kind?: string;
                /** @description type slugs */
                type?: string;
                /** @description agency slugs */
                agency?: string;
                /** @description only what lies in this area: of a hexagon that its outline cuts, the part inside. `partnership`: the districts together, or all areas where there is no district; everything where there is none. `everywhere`, or absent: all that is loaded */
                area?: string;
                /** @description only what lies in this polygon: lon,lat;lon,lat;… */
                within?: string;
                resolution?: number;
                /** @description west,south,east,north: every cell that touches the box */
                bbox?: string;
                format?: "json" | "geojson" | "csv" | "xlsx" | "compact";
                /** @description first day of a window that this one is compared with: feeds that have not delivered both are left out */
                from2?: string;
                /** @description its last day, inclusive */
                to2?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts per hexagon; cells without incidents are not listed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hexes"];
                    "application/geo+json": components["schemas"]["HexCollection"];
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/vnd.common-ground.hexes": string;
                };
            };
            /** @description As before */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHex: {
        parameters: {
            query?: {
                /** @description first local day, inclusive; absent: the first day of the history */
                from?: string;
                /** @description last local day, inclusive; absent: the last day of the history */
                to?: string;
                /** @description crime, asb, needle_find, alcohol */
                kind?: string;
                /** @description type slugs */
                type?: string;
                /** @description agency slugs */
                agency?: string;
                /** @description only what lies in this area: of a hexagon that its outline cuts, the part inside. `partnership`: the districts together, or all areas where there is no district; everything where there is none. `everywhere`, or absent: all that is loaded */
                area?: string;
                /** @description only what lies in this polygon: lon,lat;lon,lat;… */
                within?: string;
            };
            header?: never;
            path: {
                cell: components["schemas"]["Cell"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Why here? */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HexDetail"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTimeline: {
        parameters: {
            query?: {
                /** @description crime, asb, needle_find, alcohol */
                kind?: string;
                /** @description type slugs */
                type?: string;
                /** @description agency slugs */
                agency?: string;
                /** @description only what lies in this area: of a hexagon that its outline cuts, the part inside. `partnership`: the districts together, or all areas where there is no district; everything where there is none. `everywhere`, or absent: all that is loaded */
                area?: string;
                /** @description only what lies in this polygon: lon,lat;lon,lat;… */
                within?: string;
                /** @description only this hexagon, at its own resolution */
                cell?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts per day and month over the whole history */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFacets: {
        parameters: {
            query?: {
                /** @description first local day, inclusive; absent: the first day of the history */
                from?: string;
                /** @description last local day, inclusive; absent: the last day of the history */
                to?: string;
                /** @description crime, asb, needle_find, alcohol */
                kind?: string;
                /** @description type slugs */
                type?: string;
                /** @description agency slugs */
                agency?: string;
                /** @description only what lies in this area: of a hexagon that its outline cuts, the part inside. `partnership`: the districts together, or all areas where there is no district; everything where there is none. `everywhere`, or absent: all that is loaded */
                area?: string;
                /** @description only what lies in this polygon: lon,lat;lon,lat;… */
                within?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts by type and agency, each under the other filters */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Facets"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSignificance: {
        parameters: {
            query?: {
                /** @description first local day, inclusive; absent: the first day of the history */
                from?: string;
                /** @description last local day, inclusive; absent: the last day of the history */
                to?: string;
                /** @description crime, asb, needle_find, alcohol */
                kind?: string;
                /** @description type slugs */
                type?: string;
                /** @description agency slugs */
                agency?: string;
                /** @description only what lies in this area: of a hexagon that its outline cuts, the part inside. `partnership`: the districts together, or all areas where there is no district; everything where there is none. `everywhere`, or absent: all that is loaded */
                area?: string;
                /** @description only what lies in this polygon: lon,lat;lon,lat;… */
                within?: string;
                resolution?: number;
                /** @description a neighbourhood is a cell and those up to k steps away */
                k?: number;
                /** @description busy: against the other places of the area, now. usual: against the same place in earlier windows like this one; counts are compared, whatever the measure */
                mode?: "busy" | "usual";
                /** @description what is compared: incidents, or incidents per 1,000 residents */
                measure?: "count" | "rate";
                /** @description only incidents of these hours of the day: 22-2 */
                hours?: string;
                /** @description only incidents of these days: mon,tue. Hours past midnight belong to the day on which they began: hours=22-3&weekdays=fri is Friday’s night, until 03:59 on Saturday */
                weekdays?: string;
                /** @description only records that came to be known in this way: public, looked, effort */
                source?: "public" | "looked" | "effort";
                /** @description only this cell in the response; it is tested against the whole area all the same */
                cell?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every hexagon of the study area, with its z, p, q and class */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Significance"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEvidenceSources: {
        parameters: {
            query?: {
                /** @description first local day, inclusive; absent: the first day of the history */
                from?: string;
                /** @description last local day, inclusive; absent: the last day of the history */
                to?: string;
                /** @description crime, asb, needle_find, alcohol */
                kind?: string;
                /** @description type slugs */
                type?: string;
                /** @description agency slugs */
                agency?: string;
                /** @description only what lies in this area: of a hexagon that its outline cuts, the part inside. `partnership`: the districts together, or all areas where there is no district; everything where there is none. `everywhere`, or absent: all that is loaded */
                area?: string;
                /** @description only what lies in this polygon: lon,lat;lon,lat;… */
                within?: string;
                resolution?: number;
                /** @description a neighbourhood is a cell and those up to k steps away */
                k?: number;
                /** @description busy: against the other places of the area, now. usual: against the same place in earlier windows like this one; counts are compared, whatever the measure */
                mode?: "busy" | "usual";
                /** @description only this cell in the response; it is tested against the whole area all the same */
                cell?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Of each hot place: who reported it, and whether it is hot on the public’s reports alone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvidenceSources"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSourceMarks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mark of each type, and what agencies corrected */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceMarks"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setSourceMarks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSourceMarks"];
            };
        };
        responses: {
            /** @description Set: analyses count by it from now on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceMarks"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPrediction: {
        parameters: {
            query: {
                /** @description first local day of the period that is looked back on */
                from: string;
                /** @description its last local day, inclusive */
                to: string;
                /** @description crime, asb, needle_find, alcohol */
                kind?: string;
                /** @description type slugs */
                type?: string;
                /** @description agency slugs */
                agency?: string;
                /** @description only what lies in this area: of a hexagon that its outline cuts, the part inside. `partnership`: the districts together, or all areas where there is no district; everything where there is none. `everywhere`, or absent: all that is loaded */
                area?: string;
                /** @description only what lies in this polygon: lon,lat;lon,lat;… */
                within?: string;
                resolution?: number;
                /** @description a neighbourhood is a cell and those up to k steps away */
                k?: number;
                /** @description what is compared: incidents, or incidents per 1,000 residents */
                measure?: "count" | "rate";
                /** @description only incidents of these hours of the day: 22-2 */
                hours?: string;
                /** @description only incidents of these days: mon,tue. Hours past midnight belong to the day on which they began: hours=22-3&weekdays=fri is Friday’s night, until 03:59 on Saturday */
                weekdays?: string;
                /** @description only records that came to be known in this way: public, looked, effort */
                source?: "public" | "looked" | "effort";
                /** @description only this cell in the response; it is tested against the whole area all the same */
                cell?: string;
                /** @description first local day of the period whose hotspots are tested; absent: as long a period, just before */
                from2?: string;
                /** @description its last local day, inclusive */
                to2?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How well one period’s hotspots predicted the next */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Prediction"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNearRepeats: {
        parameters: {
            query?: {
                /** @description first local day, inclusive; absent: the first day of the history */
                from?: string;
                /** @description last local day, inclusive; absent: the last day of the history */
                to?: string;
                /** @description crime, asb, needle_find, alcohol */
                kind?: string;
                /** @description type slugs */
                type?: string;
                /** @description agency slugs */
                agency?: string;
                /** @description only incidents inside this area */
                area?: string;
                /** @description only incidents inside this polygon: lon,lat;lon,lat;… */
                within?: string;
                /** @description edges of bands of distance */
                metres?: string;
                /** @description edges of bands of whole days apart: 0,8 is 0 to 7 days */
                days?: string;
                /** @description euclidean: in a straight line; manhattan: along the axes of the National Grid */
                distance?: "euclidean" | "manhattan";
                /** @description the same seed, records and bands give the same table */
                seed?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Knox’s table, and where risk is raised now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NearRepeats"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDensity: {
        parameters: {
            query?: {
                /** @description first local day, inclusive; absent: the first day of the history */
                from?: string;
                /** @description last local day, inclusive; absent: the last day of the history */
                to?: string;
                /** @description crime, asb, needle_find, alcohol */
                kind?: string;
                /** @description type slugs */
                type?: string;
                /** @description agency slugs */
                agency?: string;
                /** @description only what lies in this area: of a hexagon that its outline cuts, the part inside. `partnership`: the districts together, or all areas where there is no district; everything where there is none. `everywhere`, or absent: all that is loaded */
                area?: string;
                /** @description only what lies in this polygon: lon,lat;lon,lat;… */
                within?: string;
                /** @description h, how far a place reaches, in metres; absent: by the rule of thumb that the answer states */
                bandwidth?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Incidents per km², smoothed, by hexagon */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Density"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPersistence: {
        parameters: {
            query?: {
                /** @description first local day, inclusive; absent: the first day of the history */
                from?: string;
                /** @description last local day, inclusive; absent: the last day of the history */
                to?: string;
                /** @description crime, asb, needle_find, alcohol */
                kind?: string;
                /** @description type slugs */
                type?: string;
                /** @description agency slugs */
                agency?: string;
                /** @description only what lies in this area: of a hexagon that its outline cuts, the part inside. `partnership`: the districts together, or all areas where there is no district; everything where there is none. `everywhere`, or absent: all that is loaded */
                area?: string;
                /** @description only what lies in this polygon: lon,lat;lon,lat;… */
                within?: string;
                resolution?: number;
                /** @description a neighbourhood is a cell and those up to k steps away */
                k?: number;
                /** @description what is compared: incidents, or incidents per 1,000 residents */
                measure?: "count" | "rate";
                /** @description only incidents of these hours of the day: 22-2 */
                hours?: string;
                /** @description only incidents of these days: mon,tue. Hours past midnight belong to the day on which they began: hours=22-3&weekdays=fri is Friday’s night, until 03:59 on Saturday */
                weekdays?: string;
                /** @description only records that came to be known in this way: public, looked, effort */
                source?: "public" | "looked" | "effort";
                /** @description only this cell in the response; it is tested against the whole area all the same */
                cell?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Places hot in the last twelve months, and what that makes them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Persistences"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getChange: {
        parameters: {
            query?: {
                /** @description first local day, inclusive; absent: the first day of the history */
                from?: string;
                /** @description last local day, inclusive; absent: the last day of the history */
                to?: string;
                /** @description crime, asb, needle_find, alcohol */
                kind?: string;
                /** @description type slugs */
                type?: string;
                /** @description agency slugs */
                agency?: string;
                /** @description only what lies in this area: of a hexagon that its outline cuts, the part inside. `partnership`: the districts together, or all areas where there is no district; everything where there is none. `everywhere`, or absent: all that is loaded */
                area?: string;
                /** @description only what lies in this polygon: lon,lat;lon,lat;… */
                within?: string;
                resolution?: number;
                /** @description west,south,east,north: every cell that touches the box */
                bbox?: string;
                /** @description only this hexagon, at its own resolution (6 to 10) */
                cell?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By kind: more or fewer than before, with an interval; or why not */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Change"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHotspots: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Hotspots, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        hotspots: components["schemas"]["Hotspot"][];
                    };
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createHotspot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewHotspot"];
            };
        };
        responses: {
            /** @description Proposed, with the evidence of this moment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hotspot"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHotspot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One hotspot */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hotspot"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeHotspot: {
        parameters: {
            query?: never;
            header: {
                /** @description The version edited, in quotation marks: "7" */
                "If-Match": string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HotspotChange"];
            };
        };
        responses: {
            /** @description Changed; If-Match must name the version edited */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hotspot"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                /** @description at most so many */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Unusual days, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertList"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSubscriptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the caller subscribed to */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionList"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    saveSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSubscription"];
            };
        };
        responses: {
            /** @description Kept; an earlier one of the same area is replaced */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed; what is left */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionList"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listActions: {
        parameters: {
            query?: {
                state?: "live" | "all" | "proposed" | "agreed" | "in_progress" | "blocked" | "done" | "cancelled";
                agency?: string;
                hotspot?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Live ones first, by deadline */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        actions: components["schemas"]["Action"][];
                    };
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAction: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAction"];
            };
        };
        responses: {
            /** @description Assigned */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Action"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One action */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Action"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeAction: {
        parameters: {
            query?: never;
            header: {
                /** @description The version edited, in quotation marks: "7" */
                "If-Match": string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActionChange"];
            };
        };
        responses: {
            /** @description Changed; If-Match must name the version edited */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Action"];
                };
            };
            /** @description As it stands: another agency’s action, so the change is a proposal to that agency */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Action"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    moveAction: {
        parameters: {
            query?: never;
            header: {
                /** @description The version edited, in quotation marks: "7" */
                "If-Match": string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActionMove"];
            };
        };
        responses: {
            /** @description Moved; If-Match must name the version that was read */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Action"];
                };
            };
            /** @description As it stands: another agency’s action, so the move is a proposal to that agency */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Action"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addActionProgress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProgress"];
            };
        };
        responses: {
            /** @description Progress added */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Action"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addMilestone: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMilestone"];
            };
        };
        responses: {
            /** @description Milestone added */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Action"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeMilestone: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                milestone: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Milestone removed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Action"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeMilestone: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                milestone: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MilestoneChange"];
            };
        };
        responses: {
            /** @description Milestone changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Action"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptActionProposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                proposal: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changed as proposed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Action"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    declineActionProposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                proposal: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposalRefusal"];
            };
        };
        responses: {
            /** @description As it stands; the proposal is declined */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Action"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawActionProposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                proposal: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it stands; the proposal is withdrawn */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Action"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFinds: {
        parameters: {
            query?: {
                agency?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Latest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        finds: components["schemas"]["Find"][];
                    };
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createFind: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFind"];
            };
        };
        responses: {
            /** @description Stored before: the same find sent again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Find"];
                };
            };
            /** @description Stored */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Find"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listViews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Saved views, by name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        views: components["schemas"]["SavedView"][];
                    };
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    saveView: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewView"];
            };
        };
        responses: {
            /** @description Saved; a view of the same name is replaced */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed; the views that are left */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        views: components["schemas"]["SavedView"][];
                    };
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listNotices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller’s notices, the newest 100 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notices"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewExport: {
        parameters: {
            query?: {
                /** @description first local day, inclusive; absent: the first day of the history */
                from?: string;
                /** @description last local day, inclusive; absent: the last day of the history */
                to?: string;
                /** @description crime, asb, needle_find, alcohol */
                kind?: string;
                /** @description type slugs */
                type?: string;
                /** @description agency slugs */
                agency?: string;
                /** @description only what lies in this area: of a hexagon that its outline cuts, the part inside. `partnership`: the districts together, or all areas where there is no district; everything where there is none. `everywhere`, or absent: all that is loaded */
                area?: string;
                /** @description only what lies in this polygon: lon,lat;lon,lat;… */
                within?: string;
                resolution?: number;
                /** @description west,south,east,north: every cell that touches the box */
                bbox?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What each file would hold, and what is left out of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportPreview"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportIncidents: {
        parameters: {
            query?: {
                /** @description first local day, inclusive; absent: the first day of the history */
                from?: string;
                /** @description last local day, inclusive; absent: the last day of the history */
                to?: string;
                /** @description crime, asb, needle_find, alcohol */
                kind?: string;
                /** @description type slugs */
                type?: string;
                /** @description agency slugs */
                agency?: string;
                /** @description only what lies in this area: of a hexagon that its outline cuts, the part inside. `partnership`: the districts together, or all areas where there is no district; everything where there is none. `everywhere`, or absent: all that is loaded */
                area?: string;
                /** @description only what lies in this polygon: lon,lat;lon,lat;… */
                within?: string;
                resolution?: number;
                /** @description west,south,east,north: every cell that touches the box */
                bbox?: string;
                format?: "csv" | "xlsx" | "geojson";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Incidents one by one */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/geo+json": components["schemas"]["IncidentCollection"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportActions: {
        parameters: {
            query?: {
                format?: "csv" | "xlsx";
                state?: "live" | "all";
                agency?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The action log */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAgreements: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All agreements, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agreements: components["schemas"]["Agreement"][];
                    };
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAgreement: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAgreement"];
            };
        };
        responses: {
            /** @description Proposed, and accepted for one’s own agency */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptAgreement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted for one’s own agency */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    leaveAgreement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One’s own agency has left; the others keep it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeAgreement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Revocation"];
            };
        };
        responses: {
            /** @description Over, from this moment, for everyone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHistory: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                subject: "hotspot" | "action" | "agreement" | "import" | "dataset" | "retention" | "sources" | "membership" | "identity_provider" | "partnership" | "agency" | "area" | "residents" | "landmark" | "public_order" | "planned_release";
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its changes, newest first; none where the caller may not read it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    searchAudit: {
        parameters: {
            query?: {
                from?: components["schemas"]["Day"];
                to?: components["schemas"]["Day"];
                /** @description an event, or all that begin with a word, such as agreement */
                event?: string;
                outcome?: "done" | "refused";
                agency?: string;
                /** @description in a person’s name or the facts */
                text?: string;
                /** @description only lines before the one with this id */
                before?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Lines of one’s own agency and those that concern it, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkAudit: {
        parameters: {
            query?: {
                /** @description a hash noted earlier, which must still be in the chain */
                head?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether every line follows from the one before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditCheck"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReleases: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Months that have been released, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string|null} */
                        geography: "h3-8" | "districts" | "wards" | null;
                        planned: components["schemas"]["PlannedRelease"][];
                        releases: components["schemas"]["ReleaseSummary"][];
                    };
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRelease: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    period: components["schemas"]["Month"];
                    /** @enum {string} */
                    geography?: "h3-8" | "districts" | "wards";
                    /** @default false */
                    dry_run?: boolean;
                };
            };
        };
        responses: {
            /** @description Dry run: what would be published; nothing was */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleaseDocument"];
                };
            };
            /** @description Announced: it is published a day later, unless it is stopped */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlannedRelease"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stopRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                period: components["schemas"]["Month"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    why: string;
                };
            };
        };
        responses: {
            /** @description Stopped: it is not published unless it is announced again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlannedRelease"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQuarterlyReport: {
        parameters: {
            query?: {
                /** @description one that has ended; absent: the last that has */
                quarter?: string;
                /** @description absent: the whole partnership, and each district */
                area?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Areas, trends, hotspots, deliveries, methods and notes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarterlyReport"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRetention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description For how many months the caller’s agency keeps what */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retention"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setRetention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetentionPeriods"];
            };
        };
        responses: {
            /** @description Set: from the coming night on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retention"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewRetention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetentionPeriods"];
            };
        };
        responses: {
            /** @description What is older than these periods; nothing was set or changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        due: components["schemas"]["RetentionDue"][];
                    };
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    runRetention: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    dry_run: boolean;
                };
            };
        };
        responses: {
            /** @description Of every agency what was due, and whether it was done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        done: boolean;
                        doubt: string | null;
                        agencies: {
                            agency: string;
                            due: components["schemas"]["RetentionDue"][];
                        }[];
                    };
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBackups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Backups that are kept, when the next is due, how the last ones went */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Backups"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createBackup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    file?: string;
                    passphrase?: string;
                };
            };
        };
        responses: {
            /** @description Begun: GET /api/backups tells how it goes */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupRun"];
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImportRejects: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Rows that stayed out: file (in an archive), line, column, value, reason */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replaceOrders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOrders"];
            };
        };
        responses: {
            /** @description Added, or replaced by name */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        added: number;
                    };
                };
            };
            /** @description Refused, with a code and a sentence that says what to do */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
