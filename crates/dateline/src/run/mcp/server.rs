//! The protocol: which tools and resources there are, and each question handed to the desk.

use super::ask::{self, AskAccount, AskCheck, AskClaim, AskQuote, AskSearch, AskStories};
use super::desk::Desk;
use super::refusal::Refusal;
use super::resources;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, Implementation, JsonObject,
    ListResourceTemplatesResult, ListResourcesResult, ListToolsResult, PaginatedRequestParams,
    ReadResourceRequestParams, ReadResourceResponse, ReadResourceResult, Resource, ResourceContents,
    ServerCapabilities, ServerConfig, Tool,
};
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer, ServerHandler};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::Arc;

/// The most links to words that go with an answer.
const LINKS: usize = 10;

/// The server of one client.
pub(super) struct Server {
    desk: Arc<Desk>,
    tools: Vec<Tool>,
}

impl Server {
    pub(super) fn new(desk: Arc<Desk>) -> Server {
        Server { desk, tools: ask::tools() }
    }

    /// Lets the desk work while messages go on to be read.
    async fn at_the_desk<Out: Send + 'static>(
        &self,
        work: impl FnOnce(&Desk) -> Result<Out, Refusal> + Send + 'static,
    ) -> Result<Out, Refusal> {
        let desk = Arc::clone(&self.desk);
        tokio::task::spawn_blocking(move || work(&desk)).await.unwrap_or(Err(Refusal::Fault))
    }
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder().enable_tools().enable_resources().build();
        ServerConfig::new(capabilities)
            .with_server_info(Implementation::new(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")))
            .with_instructions(ask::INSTRUCTIONS)
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(self.tools.clone()))
    }

    fn get_tool(&self, name: &str) -> Option<Tool> {
        self.tools.iter().find(|t| t.name == name).cloned()
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let (tool, arguments) = (request.name.into_owned(), request.arguments.unwrap_or_default());
        let answered = self.at_the_desk(move |desk| answer(desk, &tool, arguments)).await;
        Ok(answered.unwrap_or_else(|refusal| refusal.result()).into())
    }

    async fn list_resources(
        &self,
        request: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        let cursor = request.and_then(|r| r.cursor);
        let from = match cursor.as_deref().map(str::parse::<usize>) {
            None => 0,
            Some(Ok(from)) => from,
            Some(Err(_)) => return Err(ErrorData::invalid_params("the cursor is none that was given", None)),
        };
        let listed = self.at_the_desk(move |desk| {
            desk.with(|compared| {
                let page = compared.reports.iter().skip(from).take(resources::PAGE);
                let page: Vec<Resource> = page.map(|a| resources::listed(&a.report)).collect();
                let next = from.saturating_add(page.len());
                Ok((page, (next < compared.reports.len()).then(|| next.to_string())))
            })
        });
        let (page, next) = listed.await.map_err(|refusal| ErrorData::internal_error(refusal.to_string(), None))?;
        let mut result = ListResourcesResult::with_all_items(page);
        result.next_cursor = next;
        Ok(result)
    }

    async fn list_resource_templates(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourceTemplatesResult, ErrorData> {
        Ok(ListResourceTemplatesResult::with_all_items(resources::templates()))
    }

    async fn read_resource(
        &self,
        request: ReadResourceRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        let uri = request.uri.clone();
        match self.at_the_desk(move |desk| desk.resource(&uri)).await {
            Ok(text) => Ok(ReadResourceResult::new(vec![ResourceContents::text(text, request.uri)]).into()),
            Err(refusal @ Refusal::NoResource(_)) => Err(ErrorData::resource_not_found(refusal.to_string(), None)),
            Err(refusal @ Refusal::LongResource { .. }) => Err(ErrorData::invalid_params(refusal.to_string(), None)),
            Err(refusal) => Err(ErrorData::internal_error(refusal.to_string(), None)),
        }
    }
}

/// The answer of a tool.
fn answer(desk: &Desk, tool: &str, arguments: JsonObject) -> Result<CallToolResult, Refusal> {
    match tool {
        "stories" => told(&desk.stories(&asked::<AskStories>(arguments)?)?),
        "account" => told(&desk.account(&asked::<AskAccount>(arguments)?)?),
        "claim" => told(&desk.claim(&asked::<AskClaim>(arguments)?)?),
        "search" => told(&desk.search(&asked::<AskSearch>(arguments)?)?),
        "quote" => told(&desk.quote(&asked::<AskQuote>(arguments)?)?),
        "check" => told(&desk.check(&asked::<AskCheck>(arguments)?)?),
        other => Err(Refusal::NoTool(other.chars().take(40).collect())),
    }
}

fn asked<In: DeserializeOwned>(arguments: JsonObject) -> Result<In, Refusal> {
    serde_json::from_value(Value::Object(arguments)).map_err(Refusal::Arguments)
}

/// An answer with links to the words of its first places.
fn told(answer: &impl Serialize) -> Result<CallToolResult, Refusal> {
    let answer = serde_json::to_value(answer).map_err(|_| Refusal::Fault)?;
    let mut links = Vec::new();
    places(&answer, &mut links);
    let mut result = CallToolResult::structured(answer);
    result.content.extend(links.into_iter().map(ContentBlock::resource_link));
    Ok(result)
}

/// The resources that an answer names, each once, in order.
fn places(answer: &Value, links: &mut Vec<Resource>) {
    match answer {
        Value::Array(all) => all.iter().for_each(|one| places(one, links)),
        Value::Object(fields) => {
            let text = |field: &str| fields.get(field).and_then(Value::as_str);
            if let (Some(uri), Some(report)) = (text("uri"), text("report"))
                && links.len() < LINKS
                && links.iter().all(|l| l.uri != uri)
            {
                let link = Resource::new(uri, report).with_mime_type("text/plain");
                links.push(match text("words").or_else(|| text("title")) {
                    Some(words) => link.with_title(words),
                    None => link,
                });
            }
            fields.values().for_each(|one| places(one, links));
        }
        _ => {}
    }
}
