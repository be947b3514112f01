import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link as RouterLink } from "@tanstack/react-router";
import { CircleCheck, Flag, Link2Off, ThumbsDown, ThumbsUp, Trash2 } from "lucide-react";
import { useState } from "react";
import { type Article, Audience, deleteArticleFile, putTranslation } from "../../../contract/knowledge.ts";
import { type Locale, locales } from "../../../contract/languages.ts";
import { call } from "../../app/call.ts";
import { useAgents, useBrands } from "../../app/lookups.ts";
import { localeNames } from "../../texts/locales.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { ComboBox, TagBox } from "../../ui/ComboBox.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Link } from "../../ui/Link.tsx";
import { useNow } from "../../ui/now.ts";
import { Problem } from "../../ui/Problem.tsx";
import { readProblem } from "../../ui/problem.ts";
import { Select } from "../../ui/Select.tsx";
import { Text } from "../../ui/Text.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { Time } from "../../ui/Time.tsx";
import { toast } from "../../ui/toasts.ts";
import { useChangeArticle, useReviewed } from "../changes.ts";
import { fileSrc } from "../files.ts";
import {
  articleCountsQuery,
  articleQuery,
  flagsQuery,
  sectionsQuery,
  translationQuery,
  votesQuery,
} from "../queries.ts";
import { SectionSelect } from "../SectionSelect.tsx";
import { FlagLine, VoteLine } from "../voices.tsx";
import styles from "./ArticlePanel.module.css";
import { FiguresOfArticle } from "./FiguresOfArticle.tsx";
import { flushAll } from "./flushing.ts";
import { MattersOfArticle } from "./MattersOfArticle.tsx";
import { Fact, Part } from "./Part.tsx";
import { RaiseFlag } from "./RaiseFlag.tsx";

type Props = { article: Article; locale: Locale; mayWrite: boolean };

/** What is known of an article besides its words: where it stands, whose it is, what it uses, what people say of it. */
export function ArticlePanel({ article, locale, mayWrite }: Props) {
  const { t } = useTexts();
  const isThere = article.translations.some((each) => each.locale === locale);
  return (
    <aside className={styles.panel} aria-label={t("knowledge.details")}>
      <Details article={article} mayWrite={mayWrite} />
      {isThere && <OfLanguage article={article} locale={locale} mayWrite={mayWrite} />}
      <Review article={article} mayWrite={mayWrite} />
      {article.files.length > 0 && <Files article={article} mayWrite={mayWrite} />}
      {isThere && <Links article={article} locale={locale} />}
      <Flags article={article} locale={locale} mayWrite={mayWrite} />
      <Votes article={article} mayWrite={mayWrite} />
      <FiguresOfArticle id={article.id} />
      <MattersOfArticle id={article.id} />
      <About article={article} />
    </aside>
  );
}

const all = "all";
const nobody = "nobody";

function Details({ article, mayWrite }: Omit<Props, "locale">) {
  const { t, compare } = useTexts();
  const change = useChangeArticle(article);
  const brands = useBrands();
  const agents = useAgents();
  const sections = useQuery(sectionsQuery(article.brand?.id)).data ?? [];
  const tags = useQuery(articleCountsQuery({ brand: article.brand?.id })).data?.tags ?? [];
  // What is being changed stands in the field at once; it goes back when it was refused.
  const asked = change.isPending ? change.variables : undefined;
  const facts = {
    section: asked?.section !== undefined ? asked.section : (article.section?.id ?? null),
    audience: asked?.audience ?? article.audience,
    brand: asked?.brand !== undefined ? asked.brand : (article.brand?.id ?? null),
    owner: asked?.owner !== undefined ? asked.owner : (article.owner?.id ?? null),
    tags: asked?.tags ?? article.tags,
    sourceLocale: asked?.sourceLocale ?? article.sourceLocale,
  };

  if (!mayWrite)
    return (
      <Part title={t("knowledge.details")}>
        <dl className={styles.facts}>
          <Fact name={t("knowledge.section")}>{article.section?.name ?? t("knowledge.section.none")}</Fact>
          <Fact name={t("knowledge.filter.audience")}>{t(`knowledge.audience.${article.audience}`)}</Fact>
          <Fact name={t("knowledge.filter.brand")}>{article.brand?.name ?? t("knowledge.brand.all")}</Fact>
          {article.product && <Fact name={t("knowledge.product")}>{article.product}</Fact>}
          <Fact name={t("knowledge.filter.owner")}>{article.owner?.name ?? t("knowledge.owner.nobody")}</Fact>
          {article.tags.length > 0 && <Fact name={t("knowledge.tags")}>{article.tags.join(", ")}</Fact>}
        </dl>
      </Part>
    );
  return (
    <Part title={t("knowledge.details")}>
      <SectionSelect
        sections={sections}
        value={facts.section}
        onChange={(section) => section !== facts.section && change.mutate({ section })}
      />
      <Select
        label={t("knowledge.filter.audience")}
        options={Audience.options.map((id) => ({
          id,
          label: t(`knowledge.audience.${id}`),
          description: t(`knowledge.audience.${id}.words`),
        }))}
        value={facts.audience}
        onChange={(audience) => change.mutate({ audience })}
      />
      {brands.length > 1 && (
        <Select
          label={t("knowledge.filter.brand")}
          options={[
            { id: all, label: t("knowledge.brand.all") },
            ...brands
              .map(({ id, name }) => ({ id, label: name }))
              .toSorted((a, b) => compare(a.label, b.label)),
          ]}
          value={facts.brand ?? all}
          onChange={(brand) => change.mutate({ brand: brand === all ? null : brand, section: null })}
        />
      )}
      <ComboBox
        key={`${agents.length} ${facts.owner}`}
        label={t("knowledge.filter.owner")}
        options={[
          { id: nobody, label: t("knowledge.owner.nobody") },
          ...agents
            .filter(({ id, status }) => status !== "disabled" || id === facts.owner)
            .map(({ id, name }) => ({ id, label: name }))
            .toSorted((a, b) => compare(a.label, b.label)),
        ]}
        value={facts.owner ?? nobody}
        onChange={(owner) => owner && change.mutate({ owner: owner === nobody ? null : owner })}
      />
      <TagBox
        label={t("knowledge.tags")}
        options={[...new Set([...tags, ...facts.tags])].map((tag) => ({ id: tag, label: tag }))}
        value={facts.tags}
        onChange={(next) => change.mutate({ tags: next })}
        onCreate={(tag) => !facts.tags.includes(tag) && change.mutate({ tags: [...facts.tags, tag] })}
      />
      <Kept
        key={article.product}
        label={t("knowledge.product")}
        optional
        maxLength={100}
        value={article.product ?? ""}
        onKeep={(product) => change.mutate({ product: product || null })}
      />
      <Select
        label={t("knowledge.source.language")}
        options={article.translations.map(({ locale }) => ({ id: locale, label: localeNames[locale] }))}
        value={facts.sourceLocale}
        onChange={(sourceLocale) => change.mutate({ sourceLocale })}
      />
      {change.error && <Problem of={change.error} />}
    </Part>
  );
}

type KeptProps = {
  label: string;
  value: string;
  onKeep: (words: string) => void;
  optional?: boolean;
  maxLength?: number;
  type?: "text" | "number";
  description?: string;
  direction?: "ltr";
};

/** A field that is kept when one leaves it, or by Enter. */
function Kept({ value, onKeep, ...field }: KeptProps) {
  const [words, setWords] = useState(value);
  const keep = () => words.trim() !== value && onKeep(words.trim());
  return (
    <TextField
      {...field}
      value={words}
      onChange={setWords}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === "Enter") keep();
      }}
    />
  );
}

/** By which words it is found in this language, and where it stands. */
function OfLanguage({ article, locale, mayWrite }: Props) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const query = translationQuery(article.id, locale);
  const { data: translation } = useQuery(query);
  const keeping = useMutation({
    mutationFn: async (changes: { slug?: string; triggers?: string[] }) => {
      // What is being written is saved first, so that there is one draft to go on from.
      await flushAll();
      const { title, draft } = cache.getQueryData(query.queryKey)!;
      return call(putTranslation, { params: { id: article.id, locale }, body: { title, draft, ...changes } });
    },
    onSuccess: (kept) => cache.setQueryData(query.queryKey, kept),
  });
  if (!translation) return null;
  const { slug, triggers } = translation;
  const shown = keeping.isPending ? (keeping.variables.triggers ?? triggers) : triggers;
  return (
    <Part title={t("knowledge.inLanguage", { language: localeNames[locale] })}>
      {mayWrite ? (
        <>
          <TagBox
            label={t("knowledge.triggers")}
            description={t("knowledge.triggers.hint")}
            options={shown.map((words) => ({ id: words, label: words }))}
            value={shown}
            onChange={(next) => keeping.mutate({ triggers: next })}
            onCreate={(words) => !shown.includes(words) && keeping.mutate({ triggers: [...shown, words] })}
          />
          <Kept
            key={slug}
            label={t("knowledge.slug")}
            direction="ltr"
            maxLength={100}
            value={slug}
            onKeep={(next) => keeping.mutate({ slug: next })}
          />
        </>
      ) : (
        <dl className={styles.facts}>
          <Fact name={t("knowledge.triggers")}>{triggers.join(" · ") || "–"}</Fact>
          <Fact name={t("knowledge.slug")}>{slug}</Fact>
        </dl>
      )}
      <dl className={styles.facts}>
        {translation.publishAt && (
          <Fact name={t("knowledge.publish.at")}>
            <Time at={translation.publishAt} style="short" />
          </Fact>
        )}
        {translation.withdrawAt && (
          <Fact name={t("knowledge.publish.endsAt")}>
            <Time at={translation.withdrawAt} style="short" />
          </Fact>
        )}
        {translation.url && (
          <Fact name={t("knowledge.public")}>
            <Link href={translation.url} target="_blank">
              {t("knowledge.public.open")}
            </Link>
          </Fact>
        )}
        {translation.published && (
          <Fact name={t("knowledge.publishedAt")}>
            <Time at={translation.published.publishedAt} style="short" /> ·{" "}
            {translation.published.publishedBy.name}
          </Fact>
        )}
      </dl>
      {keeping.error && <Problem of={keeping.error} />}
    </Part>
  );
}

function Review({ article, mayWrite }: Omit<Props, "locale">) {
  const { t, dateTime } = useTexts();
  const change = useChangeArticle(article);
  const reviewed = useReviewed(article.id);
  const now = useNow();
  const isDue = article.reviewAt !== null && Date.parse(article.reviewAt) <= now;
  return (
    <Part
      title={t("knowledge.review")}
      acts={
        mayWrite && (
          <Button size="s" icon={CircleCheck} busy={reviewed.isPending} onPress={() => reviewed.mutate()}>
            {t("knowledge.review.done")}
          </Button>
        )
      }
    >
      {article.reviewAt ? (
        <p>
          {isDue ? (
            <Badge tone="due">
              {t("knowledge.review.due", { date: dateTime(article.reviewAt, "date") })}
            </Badge>
          ) : (
            t("knowledge.review.next", { date: dateTime(article.reviewAt, "date") })
          )}
        </p>
      ) : (
        <p className={styles.quiet}>{t("knowledge.review.never")}</p>
      )}
      {mayWrite && (
        <Kept
          key={article.reviewEveryDays}
          label={t("knowledge.review.every")}
          type="number"
          optional
          value={article.reviewEveryDays === null ? "" : String(article.reviewEveryDays)}
          onKeep={(days) => {
            const every = days === "" ? null : Math.round(Number(days));
            change.mutate(
              every === null ? { reviewEveryDays: null, reviewAt: null } : { reviewEveryDays: every },
            );
          }}
        />
      )}
      {reviewed.error && <Problem of={reviewed.error} />}
      {change.error && <Problem of={change.error} />}
    </Part>
  );
}

function Files({ article, mayWrite }: Omit<Props, "locale">) {
  const { t, bytes } = useTexts();
  const cache = useQueryClient();
  const removal = useMutation({
    mutationFn: (id: string) => call(deleteArticleFile, { params: { id } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: articleQuery(article.id).queryKey }),
    onError: (thrown) =>
      toast({ kind: "failed", text: readProblem(thrown).title ?? t("ui.problem.unreachable") }),
  });
  return (
    <Part title={t("knowledge.files")}>
      <ul className={styles.list}>
        {article.files.map(({ id, filename, size, isUsed }) => (
          <li key={id} className={styles.row}>
            <span className={styles.grow}>
              <Link href={fileSrc(id)} target="_blank">
                <bdi>{filename}</bdi>
              </Link>{" "}
              <span className={styles.quiet}>
                {bytes(size)}
                {!isUsed && ` · ${t("knowledge.file.unused")}`}
              </span>
            </span>
            {mayWrite && !isUsed && (
              <IconButton
                size="s"
                icon={Trash2}
                label={t("ui.remove", { name: filename })}
                onPress={() => removal.mutate(id)}
              />
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Links({ article, locale }: Omit<Props, "mayWrite">) {
  const { t } = useTexts();
  const { data: translation } = useQuery(translationQuery(article.id, locale));
  const links = (translation?.links ?? []).filter(({ kind }) => kind === "page" || kind === "article");
  const broken = (translation?.links ?? []).filter(({ state }) => state === "broken");
  if (links.length + broken.length === 0) return null;
  return (
    <Part title={t("knowledge.links")}>
      {broken.length === 0 ? (
        <p className={styles.quiet}>{t("knowledge.links.good", { count: links.length })}</p>
      ) : (
        <ul className={styles.list}>
          {broken.map(({ kind, target, reason }) => (
            <li key={`${kind} ${target}`} className={styles.row}>
              <Icon of={Link2Off} size={14} label={t("knowledge.link.broken")} />
              <span className={styles.grow}>
                <bdi className={styles.target}>{target}</bdi>{" "}
                <span className={styles.late}>{reasonWords(reason, t)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

const reasons = ["gone", "withdrawn", "archived", "other-brand", "other-audience"] as const;

function reasonWords(reason: string | null, t: ReturnType<typeof useTexts>["t"]): string {
  const known = reasons.find((each) => each === reason);
  if (known) return t(`knowledge.link.${known}`);
  return reason && /^\d{3}$/.test(reason)
    ? t("knowledge.link.status", { status: reason })
    : t("knowledge.link.failed");
}

function Flags({ article, locale, mayWrite }: Props) {
  const { t } = useTexts();
  const flags = useInfiniteQuery(flagsQuery({ article: article.id, settled: "no", limit: 20 }));
  const [raising, setRaising] = useState(false);
  const items = flags.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Part
      title={t("knowledge.flags")}
      acts={
        <Button size="s" kind="quiet" icon={Flag} onPress={() => setRaising(true)}>
          {t("knowledge.flag")}
        </Button>
      }
    >
      {items.length === 0 && <p className={styles.quiet}>{t("knowledge.flags.none")}</p>}
      <ul className={styles.list}>
        {items.map((flag) => (
          <li key={flag.id}>
            <FlagLine flag={flag} maySettle={mayWrite} />
          </li>
        ))}
      </ul>
      {raising && <RaiseFlag article={article} locale={locale} onClose={() => setRaising(false)} />}
    </Part>
  );
}

function Votes({ article, mayWrite }: Omit<Props, "locale">) {
  const { t, number } = useTexts();
  const votes = useInfiniteQuery(votesQuery({ article: article.id, comment: "yes", limit: 10 }));
  const items = votes.data?.pages.flatMap((page) => page.items) ?? [];
  if (article.helpful + article.unhelpful === 0) return null;
  return (
    <Part title={t("knowledge.votes")}>
      <p className={styles.counts}>
        <span>
          <Icon of={ThumbsUp} size={14} label={t("knowledge.votes.helpful")} /> {number(article.helpful)}
        </span>
        <span>
          <Icon of={ThumbsDown} size={14} label={t("knowledge.votes.unhelpful")} />{" "}
          {number(article.unhelpful)}
        </span>
      </p>
      <ul className={styles.list}>
        {items.map((vote) => (
          <li key={vote.id}>
            <VoteLine vote={vote} maySettle={mayWrite} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

function About({ article }: { article: Article }) {
  const { t } = useTexts();
  return (
    <Part title={t("knowledge.about")}>
      <dl className={styles.facts}>
        <Fact name={t("knowledge.number")}>{article.number}</Fact>
        <Fact name={t("knowledge.createdAt")}>
          <Time at={article.createdAt} style="short" />
        </Fact>
        <Fact name={t("knowledge.updatedAt")}>
          <Time at={article.updatedAt} style="short" />
        </Fact>
        {article.writtenFrom && (
          <Fact name={t("knowledge.writtenFrom")}>
            <RouterLink
              to="/inbox/$view/$conversationId"
              params={{ view: "all", conversationId: article.writtenFrom.id }}
            >
              #{article.writtenFrom.number} <Text>{article.writtenFrom.subject}</Text>
            </RouterLink>
          </Fact>
        )}
        {article.missing.length > 0 && (
          <Fact name={t("knowledge.need.translation")}>
            {locales
              .filter((each) => article.missing.includes(each))
              .map((each) => localeNames[each])
              .join(" · ")}
          </Fact>
        )}
      </dl>
    </Part>
  );
}
