import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { getSetup } from "../../contract/workspace.ts";
import { readFilters } from "../conversations/filters.ts";
import { lastView, readView } from "../conversations/views.ts";
import { readFilters as readFigureFilters } from "../insights/filters.ts";
import { readArticleSearch, readListSearch, readOrderSearch } from "../knowledge/filters.ts";
import { readReportSearch } from "../knowledge/reports/filters.ts";
import { readLedgerFilters } from "../ledger/filters.ts";
import { readPromiseFilters } from "../promises/filters.ts";
import { readBoardFilters } from "../work/board/filters.ts";
import { call } from "./call.ts";
import { Frame } from "./Frame.tsx";
import { FailedScreen, MissingScreen } from "./failed-screens.tsx";
import { meQuery } from "./me.ts";
import { Root } from "./Root.tsx";

interface Context {
  queryClient: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ component: Root });

/** Everything behind the sign-in stands in the frame. */
const desk = createRoute({
  getParentRoute: () => root,
  id: "desk",
  component: Frame,
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(meQuery);
    if (me) return;
    const setup = await call(getSetup);
    if (setup.needed) throw redirect({ to: "/set-up" });
    throw redirect({ to: "/sign-in", search: { back: location.href } });
  },
});

const home = createRoute({
  getParentRoute: () => desk,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/inbox/$view", params: { view: lastView() }, replace: true });
  },
});

const someInbox = createRoute({
  getParentRoute: () => desk,
  path: "/inbox",
  beforeLoad: home.options.beforeLoad,
});

const inbox = createRoute({
  getParentRoute: () => desk,
  path: "/inbox/$view",
  params: { parse: ({ view }) => ({ view: readView(view) }), stringify: ({ view }) => ({ view }) },
  validateSearch: readFilters,
  component: lazyRouteComponent(() => import("../conversations/InboxScreen.tsx"), "InboxScreen"),
});
const noConversation = createRoute({
  getParentRoute: () => inbox,
  path: "/",
  component: lazyRouteComponent(() => import("../conversations/NoConversation.tsx"), "NoConversation"),
});
const conversation = createRoute({
  getParentRoute: () => inbox,
  path: "$conversationId",
  component: lazyRouteComponent(
    () => import("../conversations/ConversationScreen.tsx"),
    "ConversationScreen",
  ),
});

const board = createRoute({
  getParentRoute: () => desk,
  path: "/board",
  validateSearch: readBoardFilters,
  component: lazyRouteComponent(() => import("../work/board/BoardScreen.tsx"), "BoardScreen"),
});

const ledger = createRoute({
  getParentRoute: () => desk,
  path: "/ledger",
  validateSearch: readLedgerFilters,
  component: lazyRouteComponent(() => import("../ledger/LedgerScreen.tsx"), "LedgerScreen"),
});

const promises = createRoute({
  getParentRoute: () => desk,
  path: "/promises",
  validateSearch: readPromiseFilters,
  component: lazyRouteComponent(() => import("../promises/PromisesScreen.tsx"), "PromisesScreen"),
});

const customers = createRoute({
  getParentRoute: () => desk,
  path: "/customers",
  validateSearch: (search): { text?: string } =>
    typeof search.text === "string" && search.text ? { text: search.text } : {},
  component: lazyRouteComponent(() => import("../customers/CustomersScreen.tsx"), "CustomersScreen"),
});
const noCustomer = createRoute({
  getParentRoute: () => customers,
  path: "/",
  component: lazyRouteComponent(() => import("../customers/NoCustomer.tsx"), "NoCustomer"),
});
const customer = createRoute({
  getParentRoute: () => customers,
  path: "$customerId",
  component: lazyRouteComponent(() => import("../customers/CustomerScreen.tsx"), "CustomerScreen"),
});

const knowledge = createRoute({
  getParentRoute: () => desk,
  path: "/knowledge",
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import("../knowledge/KnowledgeScreen.tsx"), "KnowledgeScreen"),
});
const articleImport = createRoute({
  getParentRoute: () => desk,
  path: "/knowledge/import",
  component: lazyRouteComponent(() => import("../knowledge/ImportScreen.tsx"), "ImportScreen"),
});
const articleOrder = createRoute({
  getParentRoute: () => desk,
  path: "/knowledge/order",
  validateSearch: readOrderSearch,
  component: lazyRouteComponent(() => import("../knowledge/order/OrderScreen.tsx"), "OrderScreen"),
});
const articleReports = createRoute({
  getParentRoute: () => desk,
  path: "/knowledge/reports/$report",
  validateSearch: readReportSearch,
  component: lazyRouteComponent(() => import("../knowledge/reports/ReportsScreen.tsx"), "ReportsScreen"),
});
const article = createRoute({
  getParentRoute: () => desk,
  path: "/knowledge/$articleId",
  validateSearch: readArticleSearch,
  component: lazyRouteComponent(() => import("../knowledge/ArticleScreen.tsx"), "ArticleScreen"),
});

const figures = createRoute({
  getParentRoute: () => desk,
  path: "/figures",
  validateSearch: readFigureFilters,
  component: lazyRouteComponent(() => import("../insights/FiguresScreen.tsx"), "FiguresScreen"),
});
const bothLines = createRoute({
  getParentRoute: () => figures,
  path: "/",
  component: lazyRouteComponent(() => import("../insights/Overview.tsx"), "Overview"),
});
const oneLine = createRoute({
  getParentRoute: () => figures,
  path: "$line",
  component: lazyRouteComponent(() => import("../insights/LineFigures.tsx"), "LineScreen"),
});
const reports = createRoute({
  getParentRoute: () => figures,
  path: "reports",
  component: lazyRouteComponent(() => import("../insights/reports/ReportsScreen.tsx"), "ReportsScreen"),
});

/** `desk/settings` finds its own way by what follows `/settings/`. */
const settings = createRoute({
  getParentRoute: () => desk,
  path: "/settings/$",
  component: lazyRouteComponent(() => import("../settings/routes.tsx"), "SettingsScreens"),
});
/** The address that letters name. */
const profile = createRoute({
  getParentRoute: () => desk,
  path: "/profile",
  beforeLoad: ({ location }) => {
    throw redirect({
      to: "/settings/$",
      params: { _splat: "profile" },
      hash: location.hash || undefined,
      replace: true,
    });
  },
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  /** Where to go afterwards: a path of ours, never another site. */
  validateSearch: ({ back }): { back?: string } =>
    typeof back === "string" && /^\/(?![/\\])/.test(back) ? { back } : {},
  component: lazyRouteComponent(() => import("../accounts/routes.tsx"), "SignInScreen"),
});
const setUp = createRoute({
  getParentRoute: () => root,
  path: "/set-up",
  component: lazyRouteComponent(() => import("../accounts/routes.tsx"), "SetUpScreen"),
});
const link = createRoute({
  getParentRoute: () => root,
  path: "/link/$token",
  component: lazyRouteComponent(() => import("../accounts/routes.tsx"), "OneTimeLinkScreen"),
});
/** Whoever was given a report comes here, without an account. */
const verifyReport = createRoute({
  getParentRoute: () => root,
  path: "/verify-report",
  component: lazyRouteComponent(() => import("../insights/reports/VerifyScreen.tsx"), "VerifyScreen"),
});
const ui = createRoute({
  getParentRoute: () => root,
  path: "/ui",
  component: lazyRouteComponent(() => import("./ui-page/UiPage.tsx"), "UiPage"),
});

const routeTree = root.addChildren([
  desk.addChildren([
    home,
    someInbox,
    inbox.addChildren([noConversation, conversation]),
    board,
    promises,
    ledger,
    customers.addChildren([noCustomer, customer]),
    knowledge,
    articleImport,
    articleOrder,
    articleReports,
    article,
    figures.addChildren([bothLines, oneLine, reports]),
    settings,
    profile,
  ]),
  signIn,
  setUp,
  link,
  verifyReport,
  ui,
]);

export const openRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: FailedScreen,
    defaultNotFoundComponent: MissingScreen,
    scrollRestoration: false,
    // Plain names and words, so that people can read and write an address: `?text=1042`, not `?text=%221042%22`.
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch,
  });

function stringifySearch(search: Record<string, unknown>): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null) parts.set(name, String(value));
  }
  return parts.size > 0 ? `?${parts}` : "";
}

export type Router = ReturnType<typeof openRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    router: Router;
  }
}
