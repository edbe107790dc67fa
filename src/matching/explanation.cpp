#include "matching/explanation.hpp"

#include <cstdio>

#include "base/failure.hpp"
#include "base/json_object.hpp"

namespace coaching::matching {

namespace {

std::string printed(double number) {
    char text[340];
    std::snprintf(text, sizeof text, "%.2f", number);
    return text;
}

/// As JSON, with two decimals at most.
std::string json_of(double number) {
    std::string text = printed(number);
    if (text.ends_with(".00")) text.resize(text.size() - 3);
    return text;
}

template <class Words>
std::string json_of_words(const Words& words) {
    std::string json;
    for (const auto& word : words) {
        json += json.empty() ? "[" : ", ";
        append_json_string(json, word);
    }
    return json.empty() ? "[]" : json + ']';
}

std::string code_of(Currency currency) {
    std::string code;
    for (int shift = 24; shift >= 0; shift -= 8)
        if (const char letter = static_cast<char>(currency.letters >> shift & 0xff)) code += letter;
    return code;
}

std::vector<std::string_view> words_of(Modes modes) {
    std::vector<std::string_view> words;
    for (const std::string_view name : mode_names)
        if ((modes & mode_named(name)) != 0) words.push_back(name);
    return words;
}

template <class Words>
std::string listed(const Words& words) {
    std::string text;
    for (const auto& word : words) {
        if (!text.empty()) text += ", ";
        text += beginning_of(word);
    }
    return text;
}

std::string counted(int count, std::string_view noun) {
    return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

/// What is silent on one side, or on both; `what` completes “says nothing about …”.
Explanation silence(bool client, bool trainer, std::string_view what) {
    const std::string about = " about " + std::string(what) + ".";
    if (client && trainer) return {"both_silent", "{}", "Neither side says anything" + about};
    if (client) return {"client_silent", "{}", "The client says nothing" + about};
    return {"trainer_silent", "{}", "The trainer says nothing" + about};
}

Explanation explain_goals(const Wish& wish, const Offer& offer) {
    if (wish.needs.empty() || offer.specializations.empty())
        return silence(wish.needs.empty(), offer.specializations.empty(), "goals");
    const WordSet::Marks found = wish.needs.found_in(offer.specializations).which;
    std::vector<std::string_view> met;
    for (std::size_t i = 0; i < wish.needs.size(); ++i)
        if (found.test(i)) met.push_back(wish.needs.words()[i]);
    const std::string params = JsonObject()
                                   .add("wanted", static_cast<int>(wish.needs.size()))
                                   .add("offered", static_cast<int>(met.size()))
                                   .add_json("common", json_of_words(met))
                                   .text();
    if (met.empty()) return {"none_offered", params, "The trainer offers none of the goals."};
    if (met.size() == wish.needs.size())
        return {"all_offered", params, "The trainer offers every goal: " + listed(met) + "."};
    return {"some_offered", params,
            "The trainer offers " + std::to_string(met.size()) + " of " +
                counted(static_cast<int>(wish.needs.size()), "goal") + ": " + listed(met) + "."};
}

Explanation explain_price(const Wish& wish, const Offer& offer) {
    if (!wish.budget || !offer.rate) return silence(!wish.budget, !offer.rate, "the price");
    const std::string currency = code_of(wish.currency);
    const std::string price = printed(*offer.rate) + " " + code_of(offer.currency);
    const std::string budget = printed(*wish.budget) + " " + currency;
    const std::string params = JsonObject()
                                   .add_json("price", json_of(*offer.rate))
                                   .add("price_currency", code_of(offer.currency))
                                   .add_json("budget", json_of(*wish.budget))
                                   .add("budget_currency", currency)
                                   .text();
    if (wish.currency != offer.currency)
        return {"other_currency", params,
                "A price of " + price + " is not compared with a budget of " + budget + "."};
    if (*offer.rate <= *wish.budget)
        return {"within_budget", params, price + " is within the budget of " + budget + "."};
    if (price_similarity(wish, offer) > 0.0)
        return {"above_budget", params, price + " is above the budget of " + budget + "."};
    return {"far_above_budget", params, price + " is far above the budget of " + budget + "."};
}

Explanation explain_mode(const Wish& wish, const Offer& offer) {
    if (wish.modes == 0 || offer.modes == 0)
        return silence(wish.modes == 0, offer.modes == 0, "the session mode");
    const auto common = words_of(wish.modes & offer.modes);
    const std::string params = JsonObject()
                                   .add_json("wanted", json_of_words(words_of(wish.modes)))
                                   .add_json("offered", json_of_words(words_of(offer.modes)))
                                   .text();
    if (common.empty()) return {"no_common_mode", params, "No session mode suits both of them."};
    return {"common_mode", params, "Both train this way: " + listed(common) + "."};
}

Explanation explain_language(const Wish& wish, const Offer& offer) {
    if (wish.languages.empty() || offer.languages.empty())
        return silence(wish.languages.empty(), offer.languages.empty(), "languages");
    std::vector<std::string_view> common;
    for (const std::string_view tag : offer.languages)
        if (wish.languages.contains(language_of(tag))) common.push_back(tag);
    const std::string params = JsonObject()
                                   .add_json("wanted", json_of_words(wish.languages.words()))
                                   .add_json("spoken", json_of_words(offer.languages))
                                   .text();
    if (common.empty()) return {"no_common_language", params, "They have no common language."};
    return {"common_language", params, "Both speak " + listed(common) + "."};
}

Explanation explain_distance(const Wish& wish, const Offer& offer) {
    const bool known = wish.place && offer.place;
    const double distance = known ? kilometres_between(*wish.place, *offer.place) : 0;
    JsonObject params;
    if (known) params.add_json("kilometres", json_of(distance));
    if ((wish.modes & offer.modes & online) != 0)
        return {"online", params.text(), "Online is fine, so the distance does not matter."};
    if (!known) return silence(!wish.place, !offer.place, "where they are");
    return {"kilometres_apart", params.text(), "They are " + printed(distance) + " km apart."};
}

Explanation explain_rating(const Offer& offer) {
    if (!rating_similarity(offer)) return {"no_ratings", "{}", "Nobody has rated the trainer yet."};
    const double average = *offer.rating_average;
    const double weighed = bayesian_rating(average, offer.rating_count);
    return {"rated",
            JsonObject()
                .add_json("average", json_of(average))
                .add("ratings", offer.rating_count)
                .add_json("weighed", json_of(weighed))
                .text(),
            "Rated " + printed(average) + " in " + counted(offer.rating_count, "review") +
                ", which counts as " + printed(weighed) + "."};
}

Explanation explain_experience(const Offer& offer) {
    if (!offer.years_experience) return silence(false, true, "experience");
    const int years = *offer.years_experience;
    return {"years", JsonObject().add("years", years).text(),
            "The trainer has worked for " + counted(years, "year") + "."};
}

Explanation explain_capacity(const Offer& offer) {
    if (!offer.max_clients)
        return {"unlimited", JsonObject().add("active", offer.active_clients).text(),
                "The trainer takes any number of clients."};
    const int free = offer.is_full() ? 0 : *offer.max_clients - offer.active_clients;
    return {free == 0 ? "full" : "free_places",
            JsonObject().add("free", free).add("maximum", *offer.max_clients).text(),
            std::to_string(free) + " of " + counted(*offer.max_clients, "place") +
                (free == 1 ? " is free." : " are free.")};
}

Explanation explain_availability(const Wish& wish, const OfferedHours& hours) {
    if (wish.hours.silent() || !hours.said)
        return silence(wish.hours.silent(), !hours.said, "weekly hours");
    const double common = wish.hours.common_minutes(hours.spans) / 60.0;
    const double wanted = wish.hours.wanted_minutes() / 60.0;
    const std::string params = JsonObject()
                                   .add_json("common_hours", json_of(common))
                                   .add_json("wanted_hours", json_of(wanted))
                                   .text();
    const std::string sentence = "The trainer works in " + printed(common) +
                                 " hours of the client's week, who wants " + printed(wanted) + ".";
    if (common <= 0) return {"no_hours", params, sentence};
    return {common >= wanted ? "enough_hours" : "some_hours", params, sentence};
}

Explanation explain_responses(const Responses& responses) {
    if (responses.received <= 0) return {"no_requests", "{}", "Nobody has asked the trainer yet."};
    return {
        "answered",
        JsonObject().add("answered", responses.answered).add("received", responses.received).text(),
        "The trainer answered " + std::to_string(responses.answered) + " of " +
            counted(responses.received, "request") + "."};
}

}  // namespace

Explanation explain(Factor factor, const Evidence& evidence) {
    const auto& [wish, offer, hours, responses] = evidence;
    switch (factor) {
        case Factor::goals: return explain_goals(wish, offer);
        case Factor::price: return explain_price(wish, offer);
        case Factor::session_mode: return explain_mode(wish, offer);
        case Factor::language: return explain_language(wish, offer);
        case Factor::distance: return explain_distance(wish, offer);
        case Factor::rating: return explain_rating(offer);
        case Factor::experience: return explain_experience(offer);
        case Factor::capacity: return explain_capacity(offer);
        case Factor::availability: return explain_availability(wish, hours);
        case Factor::response_rate: return explain_responses(responses);
    }
    return {};
}

Explanation explain(Exclusion exclusion, const Wish& wish, const Offer& offer) {
    const std::string_view code = exclusion_name(exclusion);
    switch (exclusion) {
        case Exclusion::blocked:
            return {code, "{}", "These two people cannot be brought together."};
        case Exclusion::connected: return {code, "{}", "The two are connected already."};
        case Exclusion::inactive: return {code, "{}", "The trainer is not active."};
        case Exclusion::not_accepting: return {code, "{}", "The trainer takes no new clients."};
        case Exclusion::at_capacity:
            return {code,
                    JsonObject()
                        .add("active", offer.active_clients)
                        .add("maximum", offer.max_clients.value_or(0))
                        .text(),
                    "The trainer can take no more clients."};
        case Exclusion::required_language:
            return {code,
                    JsonObject()
                        .add_json("required", json_of_words(wish.required_language.words()))
                        .add_json("spoken", json_of_words(offer.languages))
                        .text(),
                    "The trainer does not speak the language required."};
    }
    return {};
}

}  // namespace coaching::matching
