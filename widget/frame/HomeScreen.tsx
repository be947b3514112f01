import { useRoom } from "./context.ts";
import { agoWords, isolated, whenWords } from "./formats.ts";
import { CloseButton, FaceMark } from "./Head.tsx";
import { Icon } from "./Icon.tsx";
import { Search } from "./Search.tsx";
import { openChat } from "./state.ts";
import { t } from "./texts.ts";

/** What one comes to first: who we are, whether we are here, answers without asking, and the way to ask. */
export function HomeScreen() {
  const { room, state } = useRoom();
  const { home } = state;
  if (!home) return <Waiting />;
  const { widget, availability, faces, chats } = home;
  const going = openChat(state);
  const others = chats.filter((chat) => chat !== going).slice(0, 5);
  return (
    <main class="screen home" aria-label={widget.brand} tabIndex={-1} data-first>
      <header class="hero">
        <div class="row">
          <strong class="brand">{widget.brand}</strong>
          <span class="grow" />
          <span class="faces">
            {faces.slice(0, 3).map((face) => (
              <FaceMark key={face.id} face={face} />
            ))}
          </span>
          <CloseButton />
        </div>
        <h1 dir="auto">
          {(availability.isOpen ? widget.greeting : (widget.awayText ?? widget.greeting)) ??
            t("widget.home.hello")}
        </h1>
        <Hours />
      </header>
      <div class="cards">
        {going ? (
          <button
            type="button"
            class="card chat"
            onClick={() => room.go({ name: "chat", id: going.conversation })}
          >
            {going.agent ? (
              <FaceMark face={going.agent} />
            ) : (
              <span class="face">
                <Icon name="chat" />
              </span>
            )}
            <span class="grow">
              <b>{t("widget.home.goOn")}</b>
              <span class="quiet cut" dir="auto">
                {going.lastWords}
              </span>
            </span>
            {going.unread > 0 && <Unread count={going.unread} />}
            <Icon name="next" />
          </button>
        ) : (
          <button type="button" class="card ask" onClick={() => room.go({ name: "chat", id: null })}>
            <span class="grow">
              <b>{availability.isOpen ? t("widget.home.ask") : t("widget.home.leave")}</b>
              {availability.answerBy && (
                <span class="quiet">
                  {t("widget.home.answerBy", { when: whenWords(new Date(availability.answerBy)) })}
                </span>
              )}
            </span>
            <Icon name="send" />
          </button>
        )}
        {widget.hasArticles && <Search />}
        {others.length > 0 && (
          <section class="card list">
            <h2>{t("widget.home.before")}</h2>
            <ul>
              {others.map((chat) => (
                <li key={chat.conversation}>
                  <button
                    type="button"
                    class="line"
                    onClick={() => room.go({ name: "chat", id: chat.conversation })}
                  >
                    <span class="grow">
                      <span class="cut" dir="auto">
                        {chat.subject || chat.lastWords}
                      </span>
                      {chat.agent && (
                        <span class="quiet cut">
                          {t("widget.chat.with", { name: isolated(chat.agent.name) })}
                        </span>
                      )}
                    </span>
                    {chat.unread > 0 && <Unread count={chat.unread} />}
                    <time class="quiet" dateTime={chat.lastMessageAt}>
                      {agoWords(new Date(chat.lastMessageAt))}
                    </time>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </main>
  );
}

const Unread = ({ count }: { count: number }) => (
  <span class="count">
    <span aria-hidden="true">{count}</span>
    <span class="hidden">{t("widget.unread", { count })}</span>
  </span>
);

function Hours() {
  const { state } = useRoom();
  const { isOpen, isAttended, opensAt } = state.home!.availability;
  if (isOpen && isAttended) return <p class="hours here">{t("widget.home.here")}</p>;
  if (isOpen) return <p class="hours">{t("widget.home.soon")}</p>;
  return (
    <p class="hours">
      {opensAt ? t("widget.home.opensAt", { when: whenWords(new Date(opensAt)) }) : t("widget.home.closed")}
    </p>
  );
}

/** The same layout without its words, so that nothing jumps when they come. */
const Waiting = () => (
  <main class="screen home" aria-busy="true" aria-label={t("widget.loading")}>
    <header class="hero">
      <div class="row">
        <span class="grow" />
        <CloseButton />
      </div>
      <span class="bone wide" />
      <span class="bone" />
    </header>
    <div class="cards">
      <span class="card bone tall" />
      <span class="card bone tall" />
    </div>
  </main>
);
